import { resolve } from 'node:path';
import { checkLauncher, loadLabFile, LabFileError, parseLab, type LabConfig } from '../../config/index.ts';
import type { Pickle } from '../../report/messages.ts';
import { onOutside } from '../../launchers/index.ts';
import type { LaunchChoice } from '../../report/run-parameters.ts';
import { UsageError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { argumentsOf } from './invocations.ts';
import { placeOf } from './launch/launch-options.ts';
import type { RunOrder } from './order.ts';
import { plan, type RunHost } from './plan.ts';
import { count, printList } from './print.ts';
import type { Rehearsal } from './rehearsal.ts';
import { lineOf, stepOf } from './step-check.ts';

type PickleStep = Pickle['steps'][number];

/** Steps that describe a lab: by their doc string, or by a file. A test holds them to the step definitions. */
export const LAB_STEPS = { text: 'a lab described by:', file: 'the lab described in {string}' } as const;

/** One step of a scenario that would be carried out. */
interface Resolved {
  readonly step: PickleStep;
  readonly pickle: Pickle;
  readonly definitionId: string;
}

/** Everything up to the first lab: selection, steps, their values, descriptions of labs. Throws CliError. */
export async function dryRun(order: RunOrder, host: RunHost): Promise<ExitCode> {
  const { rehearsal, scenarios, notHere } = await plan(order, host);
  const steps = resolvedSteps(rehearsal, notHere.size === 0 ? undefined : new Set(scenarios.map(placeIn)));
  const { launch } = order;
  if (order.labFile !== undefined) checkFile(order.labFile, launch);
  for (const one of steps) await check(one, rehearsal, { cwd: host.cwd, launch });
  printList(host.terminal, scenarios);
  const parallel = Math.min(order.parallel, scenarios.length);
  host.terminal.say(
    `dry run: ${count(scenarios.length)} and ${steps.length} steps are clear; they would run on ` +
      `${placeOf(order.launch)}, ${parallel} side by side. Nothing was started.`,
  );
  return EXIT.passed;
}

/** Where a scenario begins; each example of an outline at its own row. */
function placeIn({ uri, line }: { readonly uri: string; readonly line: number }): string {
  return `${uri}:${line}`;
}

/** Every step of every scenario that would run, or of those that begin at the given places. */
function resolvedSteps(
  { testCases, pickles }: Rehearsal,
  places: ReadonlySet<string> | undefined,
): Resolved[] {
  return testCases.flatMap(({ pickleId, testSteps }) => {
    const pickle = pickles.get(pickleId);
    if (pickle === undefined) return [];
    if (places?.has(placeIn({ uri: pickle.uri, line: pickle.location?.line ?? 1 })) === false) return [];
    return testSteps.flatMap(({ pickleStepId, stepDefinitionIds = [] }) => {
      const step = pickle.steps.find(({ id }) => id === pickleStepId);
      const [definitionId] = stepDefinitionIds;
      return step === undefined || definitionId === undefined ? [] : [{ step, pickle, definitionId }];
    });
  });
}

interface Where {
  readonly cwd: string;
  readonly launch: LaunchChoice;
}

async function check(
  { step, pickle, definitionId }: Resolved,
  rehearsal: Rehearsal,
  where: Where,
): Promise<void> {
  const document = rehearsal.documents.get(pickle.uri);
  const node = step.astNodeIds[0] ?? '';
  const values = await argumentsOf(rehearsal.support, definitionId, step).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${pickle.uri}:${lineOf(document, node)}: the values of this step cannot be taken\n  ${step.text}\n${reason}`,
    );
  });
  const { expression } = rehearsal.definitions.get(definitionId) ?? {};
  const text = step.argument?.docString?.content;
  if (expression === LAB_STEPS.text && text !== undefined) {
    const at = stepOf(document, node)?.docString?.location;
    const place = { uri: pickle.uri, line: at?.line ?? 1, indent: (at?.column ?? 1) - 1 };
    checkDescription(text, place, where.launch);
  }
  if (expression === LAB_STEPS.file) checkFile(resolve(where.cwd, String(values[0])), where.launch);
}

function checkFile(path: string, launch: LaunchChoice): void {
  refusing(() => checkPlace(loadLabFile(path), launch, path));
}

/** Whether a lab of this description can be raised there. Throws LabFileError. */
function checkPlace(config: LabConfig, { launcher, forestFile }: LaunchChoice, file: string): void {
  checkLauncher(config, launcher, file);
  if (forestFile !== undefined) onOutside(config, file);
}

interface Place {
  readonly uri: string;
  readonly line: number;
  readonly indent: number;
}

/** A mistake is told with its place in the feature file. */
function checkDescription(text: string, { uri, line, indent }: Place, launch: LaunchChoice): void {
  refusing(() => {
    try {
      checkPlace(parseLab(text, uri), launch, uri);
    } catch (error) {
      throw error instanceof LabFileError ? error.within(line, indent) : error;
    }
  });
}

function refusing(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    throw error instanceof LabFileError ? new UsageError(error.message) : error;
  }
}
