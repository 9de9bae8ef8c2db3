import { Writable } from 'node:stream';
import type { IRunOptions, IRunResult, ISupportCodeCoordinatesOrLibrary } from '@cucumber/cucumber/api';
import type { Message } from '../../report/messages.ts';
import type { RunParameters } from '../../report/run-parameters.ts';
import { moduleBeside } from './support-files.ts';

/** Which scenarios: paths as patterns, and the filters as typed. */
export interface Selection {
  readonly paths: readonly string[];
  readonly tags: string;
  readonly name: string | undefined;
  readonly shard: string | undefined;
}

/** How they run. */
export interface Execution {
  readonly parallel: number;
  readonly parameters: RunParameters;
  /** Report files by path, with cucumber's formatter for each. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs the selected scenarios, or only plans them when there is no execution; every message goes to `take`. */
export async function cucumber(
  cwd: string,
  selection: Selection,
  support: ISupportCodeCoordinatesOrLibrary,
  execution: Execution | undefined,
  take: (message: Message) => void,
): Promise<IRunResult> {
  const { runCucumber } = await import('@cucumber/cucumber/api');
  const options = configuration(selection, support, execution);
  const env = { ...process.env, ...environment(execution?.parameters) };
  return runCucumber(options, { cwd, stdout: nowhere(), stderr: nowhere(), env }, take);
}

/** The run's parameters once more, for code that has no world. */
function environment(parameters: RunParameters | undefined): Record<string, string> {
  if (parameters === undefined) return {};
  const { seed, labFile, launch } = parameters;
  const lab: Record<string, string> = labFile === undefined ? {} : { PTALAB_LAB: labFile };
  return { PTALAB_SEED: seed, PTALAB_LAUNCHER: launch.launcher, ...lab };
}

function configuration(
  selection: Selection,
  support: ISupportCodeCoordinatesOrLibrary,
  execution: Execution | undefined,
): IRunOptions {
  return {
    sources: {
      defaultDialect: 'en',
      paths: [...selection.paths],
      names: selection.name === undefined ? [] : [selection.name],
      tagExpression: selection.tags,
      order: 'defined',
      ...(selection.shard === undefined ? {} : { shard: selection.shard }),
    },
    support,
    runtime: {
      dryRun: execution === undefined,
      failFast: false,
      filterStacktraces: true,
      parallel: execution?.parallel ?? 0,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: { ...execution?.parameters },
    },
    formats: {
      stdout: moduleBeside('silent-formatter'),
      files: { ...execution?.files },
      publish: false,
      options: { colorsEnabled: false },
    },
    plugins: { specifiers: [moduleBeside('alone-last')], options: {} },
  };
}

/** Cucumber's own chatter; the run says the same from the messages. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
