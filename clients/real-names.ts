import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomesIn } from '../programs/checks.ts';
import { runProgram, type ProgramRun } from '../programs/program.ts';
import { MissingError, type RunOurs } from '../programs/tried.ts';
import type { ClientLab, PrintedEnvironment } from './client.ts';

const LIMIT_MS = 240_000;
const TAIL = 600;

/** Throws MissingError where names cannot be given to one program alone. */
export function needRealNames(): void {
  if (process.platform === 'linux' && process.getuid?.() === 0) return;
  throw new MissingError(
    'client libraries ask for names on port 443: it needs root on Linux, where `unshare --mount` gives them a hosts file ' +
      'of their own and the lab listens below 1024',
  );
}

/** Lays the hosts file over the machine's for one program, and sets what `ptalab env --shell sh` prints as a shell would. */
const IN_LAB = 'mount --bind "$1" /etc/hosts && eval "$2" && shift 2 && exec "$@"';

/** The same program as this machine would run it if all that `ptalab env` says were done on it. */
export function inLab(
  { hosts, variables }: PrintedEnvironment,
  { command, args, ...rest }: ProgramRun,
  folder: string,
): ProgramRun {
  const file = join(folder, 'hosts');
  writeFileSync(file, `127.0.0.1 localhost\n${hosts}\n`);
  const script = ['sh', '-c', IN_LAB, 'sh', file, variables, command, ...args];
  return { ...rest, command: 'unshare', args: ['--mount', '--propagation', 'private', ...script] };
}

/** Runs a program of ours there, with the file that describes the lab as its last argument. */
export function atLab(describe: (lab: ClientLab) => string): RunOurs<ClientLab> {
  return async (lab, { command, args, env = {} }) => {
    const run = { command, args: [...args, describe(lab)], env, cwd: lab.folder, limitMs: LIMIT_MS };
    const { stdout, stderr } = await runProgram(inLab(lab.printed, run, lab.folder));
    return outcomesIn(stdout, stderr.slice(-TAIL));
  };
}
