import { parseDuration } from '../../clock/duration.ts';
import { UsageError } from '../errors.ts';

/** A number within bounds. Throws UsageError that names the option. */
export function readNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most) return value;
  throw new UsageError(`${option} takes a number from ${least} to ${most}, not ${JSON.stringify(text)}`);
}

/** A whole number within bounds. Throws UsageError that names the option. */
export function readWhole(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(
    `${option} takes a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`,
  );
}

/** `1,3,10`, each once, in the order given. Throws UsageError. */
export function readWholes(option: string, text: string, least: number, most: number): number[] {
  return [...new Set(text.split(',').map((part) => readWhole(option, part.trim(), least, most)))];
}

/** Milliseconds of a duration. Throws UsageError that names the option. */
export function readMs(option: string, text: string, leastMs: number, mostMs: number): number {
  const ms = parsed(text);
  if (ms !== undefined && ms >= leastMs && ms <= mostMs) return ms;
  throw new UsageError(
    `${option} takes a duration from ${leastMs} ms to ${mostMs / 1_000} s, such as 500ms, 5s or 10m, not ${JSON.stringify(text)}`,
  );
}

function parsed(text: string): number | undefined {
  try {
    const ms = parseDuration(text);
    return Number.isSafeInteger(ms) ? ms : undefined;
  } catch {
    return undefined;
  }
}
