import { cpSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Where a run's reports go. */
export interface ReportFolder {
  /** Absolute path. */
  readonly path: string;
  /** Whether `latest` beside it is to point at it. */
  readonly linked: boolean;
}

/** No folder for reports can be made there. */
export class ReportFolderError extends Error {
  readonly code = 'PTALAB_REPORT_FOLDER';
  constructor(path: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`reports cannot be written to ${path}: ${why}. Name a folder that can be made there`, { cause });
    this.name = 'ReportFolderError';
  }
}

/** The folder that was asked for, or `reports/<time>-<seed>` with a number when it is taken. Throws ReportFolderError. */
export function makeReportFolder(
  cwd: string,
  asked: string | undefined,
  seed: string,
  now: Date,
): ReportFolder {
  if (asked !== undefined) {
    makeFolder(asked);
    return { path: asked, linked: false };
  }
  const parent = join(cwd, 'reports');
  makeFolder(parent);
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

/** Level by level: making all at once never ends under /proc, where a parent is there and nothing can be made in it. */
function makeFolder(path: string): void {
  const folder = resolve(path);
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
    if (dirname(folder) !== folder) makeFolder(dirname(folder));
    mkdirSync(folder);
  } catch (error) {
    throw error instanceof ReportFolderError ? error : new ReportFolderError(folder, error);
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
