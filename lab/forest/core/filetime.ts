const EPOCH_OFFSET_MS = 11_644_473_600_000n;
const TICKS_PER_MS = 10_000n;

/** The value of a date that never comes, as `accountExpires` has it. */
export const NEVER = '9223372036854775807';

/** Lab milliseconds since 1970 as an Active Directory time: 100 ns since 1601. 0 stays 0, which means unset. */
export function filetime(ms: number): string {
  return ms === 0 ? '0' : ((BigInt(Math.trunc(ms)) + EPOCH_OFFSET_MS) * TICKS_PER_MS).toString();
}

/** Generalized time as Active Directory prints it: `20260105080000.0Z`. */
export function generalizedTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:T]/g, '')}.0Z`;
}
