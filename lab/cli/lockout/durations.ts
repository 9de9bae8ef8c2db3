import { parseDuration } from '../../clock/duration.ts';
import { UsageError } from '../errors.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const LONGEST_SECONDS = 86_400;
/** The most that the policy editor takes. */
const LONGEST_MINUTES = 99_999;

/** Milliseconds of a time of the cloud's, which has whole seconds. Throws UsageError. */
export function readSeconds(option: string, text: string): number {
  const ms = parsed(text);
  if (ms !== undefined && ms % SECOND === 0 && ms >= SECOND && ms <= LONGEST_SECONDS * SECOND) return ms;
  throw new UsageError(
    `${option} takes whole seconds from 1s to ${LONGEST_SECONDS}s with their unit, such as 60s or 31m, not ${JSON.stringify(text)}; Smart Lockout has seconds, Active Directory minutes`,
  );
}

/** Milliseconds of a time of Active Directory's, which has whole minutes. Throws UsageError. */
export function readMinutes(option: string, text: string, least: 0 | 1): number {
  const ms = parsed(text);
  if (ms !== undefined && ms % MINUTE === 0 && ms >= least * MINUTE && ms <= LONGEST_MINUTES * MINUTE)
    return ms;
  throw new UsageError(
    `${option} takes whole minutes from ${least}m to ${LONGEST_MINUTES}m with their unit, such as 30m, not ${JSON.stringify(text)}; Active Directory has minutes, Smart Lockout seconds`,
  );
}

/** Milliseconds of any duration within bounds. Throws UsageError. */
export function readSpan(option: string, text: string, leastMs: number, mostMs: number): number {
  const ms = parsed(text);
  if (ms !== undefined && ms >= leastMs && ms <= mostMs) return ms;
  throw new UsageError(
    `${option} takes a duration from ${leastMs / SECOND}s to ${mostMs / MINUTE}m, such as 30s or 5m, not ${JSON.stringify(text)}`,
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
