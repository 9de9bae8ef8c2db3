import { fileURLToPath } from 'node:url';
import { wallNow } from '../../clock/wall.ts';
import { findK6, readTarget, type K6Binary, type TargetAddress } from '../../load/index.ts';
import { Janitor } from '../../processes/janitor.ts';
import { linkLatest, makeReportFolder, type ReportFolder } from '../../report/report-folder.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { onSignals } from '../signals.ts';

/** What a load needs of the process that carries it. */
export interface LoadSurroundings extends Disposable {
  readonly janitor: Janitor;
  /** Aborted by the first Ctrl-C; a second one ends the process. */
  readonly signal: AbortSignal;
  readonly startedAt: Date;
  /** Made when there is something to write, so that a load that never began leaves none. */
  reports(): ReportFolder;
  /** Points `reports/latest` at it. */
  finished(): void;
}

export function surround(host: Host, reportFolder: string | undefined, seed: string): LoadSurroundings {
  const startedAt = new Date(wallNow());
  // Whoever names a folder hears at once that it cannot be made.
  let folder =
    reportFolder === undefined ? undefined : makeReportFolder(host.cwd, reportFolder, seed, startedAt);
  const stack = new DisposableStack();
  const janitor = stack.use(new Janitor());
  const controller = new AbortController();
  stack.use(
    onSignals(() => {
      if (controller.signal.aborted) return host.exit(EXIT.interrupted);
      host.terminal.complain('interrupted: k6 sums up, the lab goes down (once more to leave at once)');
      controller.abort(new Error('interrupted'));
    }),
  );
  const reports = (): ReportFolder => (folder ??= makeReportFolder(host.cwd, reportFolder, seed, startedAt));
  return {
    janitor,
    signal: controller.signal,
    startedAt,
    reports,
    finished: () => linkLatest(reports()),
    [Symbol.dispose]: () => stack.dispose(),
  };
}

/** Folders whose `.k6/` is looked into: where one stands, and the checkout, from `lab/` or `dist/lab/`. */
export function k6Folders(cwd: string): string[] {
  const own = ['../../../', '../../../../'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return [...new Set([cwd, ...own].map((path) => path.replace(/\/$/, '')))];
}

export function k6For(asked: string | undefined, cwd: string): Promise<K6Binary> {
  return findK6({ asked, environment: process.env['PTALAB_K6'], folders: k6Folders(cwd) });
}

/** Throws UsageError; a target that is not loopback is refused with the reason. */
export function readInstead(text: string | undefined): TargetAddress | undefined {
  if (text === undefined) return undefined;
  try {
    return readTarget(text);
  } catch (error) {
    throw new UsageError(`--target: ${error instanceof Error ? error.message : String(error)}`);
  }
}
