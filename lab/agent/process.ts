import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import { connectAgentClock } from '../clock/extension-client.ts';
import { wallClock } from '../clock/wall-clock.ts';
import { runAgent } from './agent.ts';
import { readConfig, type AgentConfig } from './config.ts';
import { AgentError, messageOf } from './errors.ts';
import { ExitCode } from './exit-code.ts';
import { logTo } from './log.ts';

/** The agent as a process (agent contract, section 6): configuration, clock, signals, ready line, exit code. */
export async function runProcess(key: Promise<KeyObject> | undefined): Promise<void> {
  endWithStandardInput();
  process.on('uncaughtException', (error) => end(error));
  process.on('unhandledRejection', (error) => end(error));
  const drain = new Promise<void>((resolve) => process.once('SIGTERM', () => resolve()));
  try {
    const config = readConfig(process.env);
    const clock = await chooseClock(config);
    const ready = (agentId: string): void => void process.stdout.write(`ready agent ${agentId}\n`);
    await runAgent(config, { key, clock, log: logTo(process.stderr, clock), ready, drain });
    process.exit(ExitCode.drained);
  } catch (error) {
    end(error);
  }
}

/** Whoever started the agent holds the other end; when that closes, however it ended, nothing is left to serve. */
function endWithStandardInput(): void {
  const leave = (): void => process.exit(ExitCode.drained);
  process.stdin.once('end', leave).once('close', leave).once('error', leave).resume();
}

async function chooseClock({ clockUrl, machineName }: AgentConfig): Promise<Clock> {
  if (clockUrl === undefined || clockUrl === '') return wallClock(machineName);
  return connectAgentClock(clockUrl, machineName, () => end(new Error('the lab clock has gone')));
}

function end(error: unknown): void {
  process.stderr.write(`agent: ${messageOf(error)}\n`);
  process.exit(error instanceof AgentError ? error.exitCode : ExitCode.internal);
}
