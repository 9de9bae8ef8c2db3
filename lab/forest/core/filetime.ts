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

/** Lab milliseconds since 1970 of an Active Directory time; 0 for 0, undefined for one that never comes or no number. */
export function fromFiletime(ticks: string): number | undefined {
  if (!/^\d{1,19}$/.test(ticks) || ticks === NEVER) return undefined;
  return ticks === '0' ? 0 : Number(BigInt(ticks) / TICKS_PER_MS - EPOCH_OFFSET_MS);
}

/** Lab milliseconds since 1970 of `20260105080000.0Z` (or with no fraction); undefined for anything else. */
export function fromGeneralizedTime(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/.exec(text) ?? [];
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
