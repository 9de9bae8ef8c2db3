import { outcomesIn } from '../../programs/checks.ts';
import { runProgram } from '../../programs/program.ts';
import type { RunOurs } from '../../programs/tried.ts';
import type { ConsumedDomain } from '../consumer.ts';

const LIMIT_MS = 240_000;
const TAIL = 600;

/** Runs a program of ours in the consumer's folder, with the file that describes the domain as its last argument. */
export function atDomain(describe: (domain: ConsumedDomain) => string): RunOurs<ConsumedDomain> {
  return async (domain, { command, args, env = {} }) => {
    const whole = { command, args: [...args, describe(domain)], env, cwd: domain.folder, limitMs: LIMIT_MS };
    const { stdout, stderr } = await runProgram(whole);
    return outcomesIn(stdout, stderr.slice(-TAIL));
  };
}
