import type { ISupportCodeCoordinatesOrLibrary, ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { GherkinDocument, Message, Pickle, TestCase } from '../../report/messages.ts';
import { UsageError } from '../errors.ts';
import { cucumber, type Selection } from './cucumber.ts';

/** A step definition. */
export interface StepDefinition {
  readonly expression: string;
  readonly kind: 'expression' | 'regexp';
  /** `steps/x.steps.ts:12`. */
  readonly place: string;
}

/** What cucumber says of a run without running it. */
export interface Rehearsal {
  readonly documents: ReadonlyMap<string, GherkinDocument>;
  /** Every scenario in the files, selected or not, by id. */
  readonly pickles: ReadonlyMap<string, Pickle>;
  /** The selected ones, in the order of the run. */
  readonly testCases: readonly TestCase[];
  /** Expressions of the step definitions, with their place, by id. */
  readonly definitions: ReadonlyMap<string, StepDefinition>;
  /** What values in the expressions are, cucumber's own aside: patterns by name. */
  readonly parameterTypes: ReadonlyMap<string, readonly string[]>;
  readonly unknownParameterTypes: readonly string[];
  readonly support: ISupportCodeLibrary;
}

/** Parses and selects, with the given step definitions. Throws UsageError for what does not parse. */
export async function rehearse(
  cwd: string,
  selection: Selection,
  support: ISupportCodeCoordinatesOrLibrary,
): Promise<Rehearsal> {
  const messages: Message[] = [];
  const result = await cucumber(cwd, selection, support, undefined, (message) =>
    messages.push(message),
  ).catch((error: unknown) => {
    throw explain(error, selection);
  });
  refuseParseErrors(messages);
  return { ...collect(messages), support: result.support };
}

function collect(messages: readonly Message[]): Omit<Rehearsal, 'support'> {
  const documents = new Map<string, GherkinDocument>();
  const pickles = new Map<string, Pickle>();
  const definitions = new Map<string, StepDefinition>();
  for (const { gherkinDocument, pickle, stepDefinition } of messages) {
    if (gherkinDocument?.uri !== undefined) documents.set(gherkinDocument.uri, gherkinDocument);
    if (pickle !== undefined) pickles.set(pickle.id, pickle);
    if (stepDefinition === undefined) continue;
    const { uri, location } = stepDefinition.sourceReference;
    const place = `${uri ?? 'a step file'}:${location?.line ?? '?'}`;
    const { source, type } = stepDefinition.pattern;
    const kind = String(type) === 'REGULAR_EXPRESSION' ? 'regexp' : 'expression';
    definitions.set(stepDefinition.id, { expression: source, kind, place });
  }
  const testCases = messages.flatMap(({ testCase }) => testCase ?? []);
  const unknownParameterTypes = messages.flatMap(
    ({ undefinedParameterType }) => undefinedParameterType?.name ?? [],
  );
  const parameterTypes = new Map(
    messages.flatMap(({ parameterType }) =>
      parameterType === undefined ? [] : [[parameterType.name, parameterType.regularExpressions] as const],
    ),
  );
  return { documents, pickles, testCases, definitions, parameterTypes, unknownParameterTypes };
}

function refuseParseErrors(messages: readonly Message[]): void {
  const [first, ...rest] = messages.flatMap(({ parseError }) => parseError ?? []);
  if (first === undefined) return;
  const more = rest.length === 0 ? '' : `\n(and ${rest.length} more parse errors)`;
  throw new UsageError(`${first.source.uri ?? 'a feature file'} does not parse ${first.message}${more}`);
}

/** The filter's own complaint about a tag expression is buried in the cause. */
function explain(error: unknown, selection: Selection): unknown {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error) || selection.tags === '' || !cause.message.includes('ag expression'))
    return error;
  return new UsageError(
    `--tags ${JSON.stringify(selection.tags)} is no tag expression: ${firstLineOf(cause)}`,
  );
}

function firstLineOf(error: Error): string {
  return (
    error.message
      .split('\n')
      .filter((line) => line.trim() !== '')
      .at(-1)
      ?.trim() ?? error.message
  );
}
