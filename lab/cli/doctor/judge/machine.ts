import type { DiskFacts, MachineFacts } from '../facts.ts';
import { advice, JOBS, ok, problem, sizeOf, type Finding, type Job } from '../finding.ts';

const MIB = 1_048_576;
const GIB = 1_024 * MIB;

/** Free memory that a job needs at least, as the lab was measured: an agent takes some 70 MiB, a container a little more. */
const MEMORY: Readonly<Record<Job, number>> = { run: 256 * MIB, docker: GIB, load: 512 * MIB };
/** Free disk space below which histories and reports are cut short, and below which to look out. */
const DISK = { least: 200 * MIB, advised: GIB };
const FILES = { least: 1_024, advised: 4_096 };

export function judgeMachine({ cores, memoryBytes, freeBytes, openFiles }: MachineFacts): Finding[] {
  const files = openFiles === undefined ? [] : [judgeFiles(openFiles)];
  return [judgeCores(cores), judgeMemory(memoryBytes, freeBytes), ...files];
}

function judgeCores(cores: number): Finding {
  if (cores >= 2) return ok('machine.cores', `${cores} cores`, []);
  return advice(
    'machine.cores',
    'one core carries the lab and everything else',
    'Give it two or more before you believe a figure of `ptalab load`; runs only take longer (`--parallel 1`)',
  );
}

function judgeMemory(memoryBytes: number, freeBytes: number): Finding {
  const what = `${sizeOf(freeBytes)} of ${sizeOf(memoryBytes)} memory is free`;
  const short = JOBS.filter((job) => freeBytes < MEMORY[job]);
  if (short.length === 0) return ok('machine.memory', what, JOBS);
  const needs = short.map((job) => `${job} needs ${sizeOf(MEMORY[job])}`).join(', ');
  return problem(
    'machine.memory',
    `${what}; ${needs}`,
    'Close what is not needed, or run fewer scenarios side by side (`ptalab run --parallel 1`)',
    short,
  );
}

function judgeFiles(openFiles: number): Finding {
  const what = `a process may have ${openFiles} files and sockets open`;
  const remedy = 'Raise it in the shell that you start from: `ulimit -n 8192`';
  if (openFiles < FILES.least) return problem('machine.files', what, remedy, ['load']);
  return openFiles < FILES.advised
    ? advice('machine.files', what, remedy)
    : ok('machine.files', what, ['load']);
}

const ROLES = { temp: 'the folder for temporary files', work: 'this folder' } as const;

export function judgeDisk({ role, path, freeBytes, unwritable }: DiskFacts): Finding {
  const id = `disk.${role}`;
  if (unwritable !== undefined)
    return problem(
      id,
      `nothing can be written to ${ROLES[role]}, ${path} (${unwritable})`,
      role === 'temp' ? 'Set TMPDIR to a folder of yours' : 'Start from a folder of yours: reports go there',
      JOBS,
    );
  if (freeBytes === undefined) return ok(id, `${ROLES[role]}, ${path}, can be written to`, JOBS);
  const what = `${sizeOf(freeBytes)} is free in ${ROLES[role]}, ${path}`;
  const remedy =
    role === 'temp'
      ? 'Free some, or set TMPDIR to a folder with more; `du -xsh /tmp/*` shows what is large'
      : 'Free some: ptalab never removes reports (`du -sh reports`)';
  if (freeBytes < DISK.least) return problem(id, what, remedy, JOBS);
  return freeBytes < DISK.advised ? advice(id, what, remedy) : ok(id, what, JOBS);
}
