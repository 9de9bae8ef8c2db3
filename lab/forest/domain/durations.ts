const TICKS_PER_MS = 10_000n;
/** "Never", and for `lockoutDuration` "until an administrator unlocks" ([MS-SAMR] 3.1.1.5). */
const FOREVER = '-9223372036854775808';

/** Lab milliseconds as a policy attribute keeps them: 100 ns, negative. `forever` for 0 where that is what 0 means. */
export function policyTicks(ms: number, forever = false): string {
  if (ms === 0) return forever ? FOREVER : '0';
  return String(-BigInt(Math.trunc(ms)) * TICKS_PER_MS);
}

/** Lab milliseconds of a policy attribute; 0 for none, for 0 and for the lowest number there is. */
export function fromPolicyTicks(ticks: string | undefined): number {
  if (ticks === undefined || ticks === FOREVER || !/^-?\d{1,19}$/.test(ticks)) return 0;
  const ms = Number(BigInt(ticks) / -TICKS_PER_MS);
  return Math.max(0, ms);
}
