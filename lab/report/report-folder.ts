import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync, cpSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Where a run's reports go. */
export interface ReportFolder {
  /** Absolute path. */
  readonly path: string;
  /** Whether `latest` beside it is to point at it. */
  readonly linked: boolean;
}

/** The folder that was asked for, or `reports/<time>-<seed>` with a number when it is taken. */
export function makeReportFolder(
  cwd: string,
  asked: string | undefined,
  seed: string,
  now: Date,
): ReportFolder {
  if (asked !== undefined) {
    mkdirSync(asked, { recursive: true });
    return { path: asked, linked: false };
  }
  const parent = join(cwd, 'reports');
  mkdirSync(parent, { recursive: true });
  const time = now
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(':', '')
    .replace('T', '-');
  for (let number = 1; ; number++) {
    const path = join(parent, number === 1 ? `${time}-${seed}` : `${time}-${seed}-${number}`);
    if (makeFresh(path)) return { path, linked: true };
  }
}

/** Points `reports/latest` at the folder; where links are not allowed, copies it. */
export function linkLatest({ path, linked }: ReportFolder): void {
  if (!linked) return;
  const latest = join(dirname(path), 'latest');
  const fresh = `${latest}-${basename(path)}`;
  try {
    symlinkSync(basename(path), fresh, 'dir');
    renameSync(fresh, latest);
  } catch {
    rmSync(fresh, { force: true });
    rmSync(latest, { recursive: true, force: true });
    cpSync(path, latest, { recursive: true });
  }
}

/** The file that keeps a scenario's history. */
export function historyFile(reportFolder: string, slug: string): string {
  return join(reportFolder, 'histories', `${slug}.txt`);
}

/** Keeps a failed scenario's history, in reading order, beside the reports. */
export function keepHistory(reportFolder: string, slug: string, text: string): void {
  const file = historyFile(reportFolder, slug);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function makeFresh(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
