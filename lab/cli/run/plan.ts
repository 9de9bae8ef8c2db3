import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { UnknownOutcomeError } from '../errors.ts';
import type { Selection } from './cucumber.ts';
import { readExceptions } from './exceptions/exceptions-file.ts';
import { notHere, refuseUnknownExceptions } from './exceptions/not-here.ts';
import { featureFiles } from './feature-files.ts';
import { placeOf, placesOf } from './launch/launch-options.ts';
import type { RunOrder } from './order.ts';
import { printNotHere } from './print.ts';
import { rehearse, type Rehearsal } from './rehearsal.ts';
import { scenariosOf, type Scenario } from './scenarios.ts';
import {
  placesOf as linesOf,
  refuseNothing,
  refuseUnknownName,
  refuseUnknownTags,
  unknownLine,
} from './selectors.ts';
import { refuseUnclearSteps } from './step-check.ts';
import { noSupportFiles } from './support-files.ts';

/** What a run needs of the process that carries it. */
export interface RunHost {
  readonly cwd: string;
  readonly terminal: Terminal;
  readonly exit: (code: ExitCode) => void;
  /** Step definitions for a folder's features, as cucumber's patterns. */
  readonly support: (cwd: string) => string[];
}

/** Scenarios by what was typed, and what becomes of them where they are to run. */
export interface Selected {
  readonly selection: Selection;
  /** Those that can run here, in the order of the run. */
  readonly scenarios: readonly Scenario[];
  /** Those that cannot. */
  readonly leftOut: readonly Scenario[];
  /** Why they cannot, by id. */
  readonly notHere: ReadonlyMap<string, string>;
}

export interface Plan extends Selected {
  readonly rehearsal: Rehearsal;
}

/** Selects. Throws UsageError, and UnknownOutcomeError when nothing is left. */
export async function select(order: RunOrder, cwd: string): Promise<Selected> {
  const { tags, name, shard } = order;
  const selection = { paths: featureFiles(order.patterns, cwd), tags, name, shard };
  const parsed = await rehearse(cwd, selection, { importPaths: noSupportFiles() });
  await refuseUnknownLines(selection, cwd);
  refuseUnknownTags(tags, parsed.pickles.values());
  refuseUnknownName(name, parsed.pickles.values());
  const all = scenariosOf(parsed);
  refuseNothing(all, parsed.pickles.size, selection);
  const exceptions = readExceptions(cwd);
  refuseUnknownExceptions(exceptions, parsed.pickles.values());
  const reasons = notHere(all, exceptions, placesOf(order.launch));
  return {
    selection,
    scenarios: all.filter(({ id }) => !reasons.has(id)),
    leftOut: all.filter(({ id }) => reasons.has(id)),
    notHere: reasons,
  };
}

/** Selects, says what cannot run here, and finds every step's meaning. Throws CliError. */
export async function plan(order: RunOrder, { cwd, terminal, support }: RunHost): Promise<Plan> {
  const selected = await select(order, cwd);
  terminal.say(`seed ${order.seed}`);
  const place = placeOf(order.launch);
  printNotHere(terminal, place, selected);
  if (selected.scenarios.length === 0)
    throw new UnknownOutcomeError(`no scenario was run: of those selected none can run on ${place}`);
  const rehearsal = await rehearse(cwd, selected.selection, { importPaths: support(cwd) });
  refuseUnclearSteps(rehearsal);
  return { ...selected, rehearsal };
}

/** Throws UsageError for a line at which no scenario begins. */
async function refuseUnknownLines({ paths }: Selection, cwd: string): Promise<void> {
  const importPaths = noSupportFiles();
  for (const { path, line } of linesOf(paths)) {
    const selection = { paths: [path], tags: '', name: undefined, shard: undefined };
    const { testCases, pickles } = await rehearse(cwd, selection, { importPaths });
    if (testCases.length === 0) throw unknownLine(path, line, pickles.values());
  }
}
