/** A failure as an event says it. */
export interface FailureFacts {
  readonly data: { readonly code: string };
  readonly volatile: { readonly reason: string };
}

/** Codes of the lab's own errors. */
const OWN_CODE = /^PTALAB_[A-Z0-9_]+$/;
const LONGEST_REASON = 500;

/**
 * What an event says of an error: its stable code, and as a volatile fact its text, which may hold ports and whatever
 * else differs from run to run. The lab's own codes stand as they are; `system` stands for those of Node and of
 * libraries, as which of them comes is often a race (ECONNRESET or UND_ERR_SOCKET); else it is the class's name.
 */
export function failureFacts(error: unknown): FailureFacts {
  const reason = error instanceof Error ? error.message : String(error);
  return { data: { code: codeOf(error) }, volatile: { reason: reason.slice(0, LONGEST_REASON) } };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return error.name;
  return OWN_CODE.test(code) ? code : 'system';
}
