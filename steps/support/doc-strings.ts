import { Before, type ITestCaseHookParameter } from '@cucumber/cucumber';
import { LabFileError } from '../../lab/config/index.ts';

/** Where a doc string's first line stands in its feature file, one below the opening quotes. */
interface Place {
  readonly uri: string;
  readonly line: number;
  /** Columns that its lines are indented by. */
  readonly indent: number;
}

const places = new WeakMap<object, ReadonlyMap<string, Place>>();

// Steps are called without their place; the scenario's doc strings are known by their text.
Before(function (this: object, { pickle, gherkinDocument }: ITestCaseHookParameter) {
  const children = (gherkinDocument.feature?.children ?? []).flatMap((child) => [
    child,
    ...(child.rule?.children ?? []),
  ]);
  const steps = children.flatMap(({ background, scenario }) => [
    ...(background?.steps ?? []),
    ...(scenario?.steps ?? []),
  ]);
  const found = pickle.steps.flatMap(({ argument, astNodeIds }): (readonly [string, Place])[] => {
    const at = steps.find(({ id }) => id === astNodeIds[0])?.docString?.location;
    const text = argument?.docString?.content;
    if (at === undefined || text === undefined) return [];
    return [[text, { uri: pickle.uri, line: at.line, indent: (at.column ?? 1) - 1 }]];
  });
  places.set(this, new Map(found));
});

/** Reads a doc string; a mistake in it is told with its place in the feature file. Throws LabFileError. */
export function readDocString<T>(world: object, text: string, read: (text: string, file: string) => T): T {
  const place = places.get(world)?.get(text);
  try {
    return read(text, place?.uri ?? 'the description');
  } catch (error) {
    if (!(error instanceof LabFileError) || place === undefined) throw error;
    throw error.within(place.line, place.indent);
  }
}
