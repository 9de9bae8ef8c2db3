import { mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import type { DiskFacts, MachineFacts } from '../facts.ts';

/** `limits` is where Linux tells a process its limits; elsewhere nobody does. */
export async function probeMachine(limits = '/proc/self/limits'): Promise<MachineFacts> {
  return {
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    freeBytes: freemem(),
    openFiles: openFilesIn(await readFile(limits, 'utf8').catch(() => '')),
  };
}

/** The soft limit: `Max open files  1024  524288  files`. */
export function openFilesIn(limits: string): number | undefined {
  const found = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return found === undefined ? undefined : Number(found);
}

export async function probeDisk(role: DiskFacts['role'], path: string): Promise<DiskFacts> {
  const freeBytes = await statfs(path).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  );
  return { role, path, freeBytes, unwritable: await writeProblem(path) };
}

async function writeProblem(path: string): Promise<string | undefined> {
  try {
    await rm(await mkdtemp(join(path, '.ptalab-doctor-')), { recursive: true });
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
