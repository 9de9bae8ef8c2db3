import type { Environment } from '../../lockout/environment.ts';

/** The oldest agent that may register, where the cloud has one ("Hybrid identity considerations for Azure Government"). */
export const OLDEST_AGENT: Readonly<Partial<Record<Environment, string>>> = { usGovernment: '1.5.1742.0' };

/** As agents write it: numbers with dots between them. */
export const AGENT_VERSION = /^\d{1,9}(\.\d{1,9}){1,3}$/;

/** Compares number by number; what is missing at the end is 0. A version that is none is older than any. */
export function isOlder(version: string, than: string): boolean {
  if (!AGENT_VERSION.test(version)) return true;
  const [ours, theirs] = [version, than].map((text) => text.split('.').map(Number));
  for (const [place, wanted] of (theirs ?? []).entries()) {
    const has = ours?.[place] ?? 0;
    if (has !== wanted) return has < wanted;
  }
  return false;
}
