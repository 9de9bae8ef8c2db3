import { delayAfter, RECONNECT } from './back-off.ts';
import { bootstrap, FIRST_TIMEOUT_MS, type BootstrapPorts } from './bootstrap.ts';
import type { BootstrapDocument } from './bootstrap-document.ts';
import { BootstrapRefusedError, messageOf, UnexpectedReplyError } from './errors.ts';
import type { Log } from './log.ts';
import { reportStatus } from './status-report.ts';

/** The first bootstrap, tried until the service answers. Throws BootstrapRefusedError. */
export async function firstBootstrap(ports: BootstrapPorts, log: Log): Promise<BootstrapDocument> {
  for (let failures = 0; ;) {
    const status = { initial: true, consecutiveFailures: failures };
    try {
      return await bootstrap(ports, status, FIRST_TIMEOUT_MS);
    } catch (error) {
      await afterFailure(ports, error, ++failures, FIRST_TIMEOUT_MS, log);
    }
    await ports.clock.sleep(delayAfter(failures, RECONNECT), 'next attempt to bootstrap');
  }
}

/**
 * Bootstraps again at each interval, which is the heartbeat too; `settings` holds what the latest one said. A lost
 * heartbeat stops nothing: the agent goes on listening. Rejects when the service no longer knows the agent.
 */
export async function keepBootstrapping(
  ports: BootstrapPorts,
  settings: { current: BootstrapDocument },
  log: Log,
): Promise<never> {
  for (let failures = 0; ;) {
    const { bootstrapMs, requestTimeoutMs } = settings.current;
    await ports.clock.sleep(bootstrapMs, 'bootstrap');
    try {
      settings.current = await bootstrap(
        ports,
        { initial: false, consecutiveFailures: failures },
        requestTimeoutMs,
      );
      failures = 0;
    } catch (error) {
      await afterFailure(ports, error, ++failures, requestTimeoutMs, log);
    }
  }
}

/** When nothing came back over port 443, the status goes over 8080. */
async function afterFailure(
  ports: BootstrapPorts,
  error: unknown,
  failures: number,
  limitMs: number,
  log: Log,
): Promise<void> {
  if (error instanceof BootstrapRefusedError) throw error;
  log(`bootstrap failed (${failures} in a row): ${messageOf(error)}`);
  if (error instanceof UnexpectedReplyError) return;
  await reportStatus(ports, failures, limitMs).catch((failed: unknown) => log(messageOf(failed)));
}
