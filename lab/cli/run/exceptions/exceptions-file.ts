import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../../../config/yaml-text.ts';
import { LAUNCHERS } from '../../../report/run-parameters.ts';
import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../likeness.ts';
import { explainStart } from '../../up/explain-start.ts';

/** Where a scenario may be unable to run: a launcher, an estate attached to, a real domain as the forest. */
export const PLACES = [...LAUNCHERS, 'attach', 'external'] as const;

/** A scenario that cannot run everywhere, and why. */
export interface Exception {
  readonly uri: string;
  readonly name: string;
  readonly launchers: readonly (typeof PLACES)[number][];
  readonly reason: string;
  /** Where it is written: `features/exceptions.yaml:3`. */
  readonly place: string;
}

export const EXCEPTIONS_FILE = 'features/exceptions.yaml';

const NAMED = /^(?<uri>[^:]+\.feature):\s*(?<name>\S.*)$/;

const entry = z
  .object({
    scenario: z.string().regex(NAMED, 'expected "features/x.feature: The name of the scenario"'),
    launchers: z
      .array(
        z.enum(PLACES, {
          error: ({ input }) => `expected one of ${PLACES.join(', ')}${didYouMean(String(input), PLACES)}`,
        }),
      )
      .min(1, 'expected one launcher or more'),
    reason: z.string().trim().min(10, 'expected a reason that a reader can judge'),
  })
  .strict();
const list = z.array(entry, { error: 'expected a list of {scenario, launchers, reason}' }).max(500);

/** The exceptions beside a folder's features; none when there is no such file. Throws UsageError. */
export function readExceptions(cwd: string): Exception[] {
  const path = join(cwd, EXCEPTIONS_FILE);
  return existsSync(path) ? parseExceptions(readFileSync(path, 'utf8'), EXCEPTIONS_FILE) : [];
}

/** Throws UsageError for the first mistake, with its place in the text. */
export function parseExceptions(text: string, file: string): Exception[] {
  const { value, positionOf } = yamlOf(text, file);
  const lineOf = (path: readonly (string | number)[]): number => positionOf([...path], false).line;
  const parsed = list.safeParse(value ?? []);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol');
    const key = path.slice(1).join('.');
    throw new UsageError(
      `${file}:${lineOf(path)}: ${key === '' ? '' : `${key}: `}${issue?.message ?? 'it cannot be read'}`,
    );
  }
  const found = parsed.data.map(({ scenario, launchers, reason }, index) => {
    const { uri = '', name = '' } = NAMED.exec(scenario)?.groups ?? {};
    return { uri, name, launchers, reason, place: `${file}:${lineOf([index])}` };
  });
  refuseTwice(found);
  return found;
}

function yamlOf(text: string, file: string): ReturnType<typeof readYaml> {
  try {
    return readYaml(text, file);
  } catch (error) {
    throw explainStart(error);
  }
}

function refuseTwice(exceptions: readonly Exception[]): void {
  const seen = new Map<string, Exception>();
  for (const one of exceptions) {
    const key = `${one.uri}:${one.name}`;
    const before = seen.get(key);
    if (before !== undefined)
      throw new UsageError(`${one.place}: "${one.name}" stands at ${before.place} already; write it once`);
    seen.set(key, one);
  }
}
