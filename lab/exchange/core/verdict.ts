/** What came of a check: taken, not taken, or nobody could say. */
export type Verdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** `detail` may differ from run to run. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly detail?: string };

/** Codes with which the cloud says that the check did not happen; the credentials may well be right. */
const NOT_CHECKED = new Set([80001, 80002, 80003, 80005, 80007, 80010, 80011, 80014, 90033]);

/** A phone told 401 asks its user for a password; one told 503 tries again by itself. */
export function statusOf(verdict: Verdict): 200 | 401 | 503 {
  if (verdict.kind === 'accepted') return 200;
  return verdict.kind === 'refused' ? 401 : 503;
}

/** The verdict in an AADSTS code of the token endpoint. */
export function verdictOf(code: number): Verdict {
  const reason = `AADSTS${code}`;
  return NOT_CHECKED.has(code) ? { kind: 'unavailable', reason } : { kind: 'refused', reason };
}
