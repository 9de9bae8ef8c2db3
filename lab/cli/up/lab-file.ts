import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { NoLabError } from '../errors.ts';

/** Where the lab of a folder is reached; kept in `.ptalab/lab.json`, readable by its owner alone. */
export const labAddress = z
  .object({ url: z.url(), token: z.string().min(16), pid: z.number().int().positive() })
  .strict();
export type LabAddress = z.output<typeof labAddress>;

/** What a folder's lab file tells: nothing there, a lab that should answer, or one whose process is gone. */
export type LabFileState =
  | { readonly state: 'none' }
  | { readonly state: 'up'; readonly address: LabAddress }
  | { readonly state: 'stale'; readonly reason: string };

export function labFilePath(cwd: string): string {
  return join(cwd, '.ptalab', 'lab.json');
}

/** The authority of the lab's certificates, for programs that want a file; `ptalab directory --env` writes it. */
export function trustFilePath(cwd: string): string {
  return join(cwd, '.ptalab', 'trust.pem');
}

/** Fails when the file is there: two labs of one folder would hide each other. Throws NoLabError. */
export function writeLabFile(cwd: string, address: LabAddress): void {
  mkdirSync(join(cwd, '.ptalab'), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(labFilePath(cwd), `${JSON.stringify(address)}\n`, { mode: 0o600, flag: 'wx' });
    for (const path of [dirname(labFilePath(cwd)), labFilePath(cwd)]) giveToCaller(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NoLabError(`cannot write ${labFilePath(cwd)}: ${reason}`);
  }
}

export function readLabFile(cwd: string): LabFileState {
  const path = labFilePath(cwd);
  const text = readOrReason(path);
  if (text === undefined) return { state: 'none' };
  if (text === CLOSED)
    throw new NoLabError(`${dirname(path)} is another user's, who may have a lab up here: ask as that user`);
  const parsed = labAddress.safeParse(parseJson(text));
  if (!parsed.success) return { state: 'stale', reason: `${path} is not one that ptalab wrote` };
  if (!isRunning(parsed.data.pid))
    return { state: 'stale', reason: `its process ${parsed.data.pid} is gone` };
  return { state: 'up', address: parsed.data };
}

/** Whoever has called sudo goes on without it: real ports need it, and nothing else does. */
export function giveToCaller(path: string, env: NodeJS.ProcessEnv = process.env): void {
  const [uid, gid] = [Number(env['SUDO_UID']), Number(env['SUDO_GID'])];
  if (process.getuid?.() === 0 && uid > 0 && Number.isInteger(gid)) chownSync(path, uid, gid);
}

const CLOSED = Symbol('not ours to read');

/** Undefined when it is not there. */
function readOrReason(path: string): string | typeof CLOSED | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EACCES' || code === 'EPERM') return CLOSED;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Whether a process with this id exists, also when it belongs to another user. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
