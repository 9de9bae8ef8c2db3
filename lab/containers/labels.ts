import { hostname } from 'node:os';

/** Which lab a container or network belongs to. */
export const LAB_LABEL = 'org.ptalab.lab';
/** Which process raised it: `<pid>@<hostname>`. */
export const OWNER_LABEL = 'org.ptalab.owner';

export function labLabels(lab: string): Record<string, string> {
  return { [LAB_LABEL]: lab, [OWNER_LABEL]: `${process.pid}@${hostname()}` };
}

/**
 * Whether the process that raised something is known to be gone. Of another machine's processes (or of those in another
 * container) nothing is known, so they count as alive.
 */
export function isAbandoned(
  owner: string | undefined,
  machine: string,
  runs: (pid: number) => boolean,
): boolean {
  const [, pid, host] = /^(\d+)@(.+)$/.exec(owner ?? '') ?? [];
  return pid !== undefined && host === machine && !runs(Number(pid));
}

/** Whether a process of this machine runs, whoever's it is. */
export function processRuns(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
