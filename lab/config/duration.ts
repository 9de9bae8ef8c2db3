import { z } from 'zod';
import { parseDuration } from '../clock/duration.ts';

const EXAMPLES = 'a duration such as 15s, 30m, 12h or 1h30m';

/** A span of lab time in configuration: text with units in, milliseconds out. A bare number is refused. */
export type DurationSchema = z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>;

const text = z.string({ error: `expected ${EXAMPLES} (text with a unit)` });
const read: DurationSchema = text.transform((value, context) => {
  const ms = millisecondsOf(value);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: `expected ${EXAMPLES}`, input: value });
  return z.NEVER;
});
const schema = read.meta({ title: 'duration' });

/** `duration()` is required; `duration('30m')` stands for 30 minutes when nothing is written. */
export function duration(): DurationSchema;
export function duration(defaultText: string): z.ZodPrefault<DurationSchema>;
export function duration(defaultText?: string): DurationSchema | z.ZodPrefault<DurationSchema> {
  return defaultText === undefined ? schema : schema.prefault(defaultText);
}

function millisecondsOf(value: string): number | undefined {
  try {
    const ms = parseDuration(value);
    return Number.isSafeInteger(ms) ? ms : undefined;
  } catch {
    return undefined;
  }
}
