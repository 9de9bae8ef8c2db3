import { createHash, timingSafeEqual } from 'node:crypto';

/** First line of a conductor's connection, before the token. Whoever begins otherwise is a host. */
export const CONDUCTOR = 'PTALAB-CONDUCTOR ';
/** The relay's answer: the connection waits for a call, or its token is wrong. */
export const WAITING = 'PTALAB-WAITING';
export const REFUSED = 'PTALAB-REFUSED';
/** A host calls: its address, and from the next line on its own bytes. */
export const CALL = 'PTALAB-CALL ';

export const LINE_LIMIT = 512;

/** What the first bytes at a relay are. */
export type Opening =
  | { readonly of: 'host' }
  | { readonly of: 'conductor'; readonly token: string; readonly length: number }
  | { readonly of: 'nobody' };

/** Whether a connection is a host's or a conductor's. */
export function readOpening(bytes: Buffer): Opening | 'more' {
  const text = bytes.subarray(0, LINE_LIMIT).toString('latin1');
  if (!text.startsWith(CONDUCTOR.slice(0, text.length))) return { of: 'host' };
  const end = text.indexOf('\n');
  if (end < 0) return text.length === LINE_LIMIT ? { of: 'nobody' } : 'more';
  return { of: 'conductor', token: text.slice(CONDUCTOR.length, end), length: end + 1 };
}

/** Compares in a time that tells nothing of either. */
export function sameToken(one: string, other: string): boolean {
  const [a, b] = [one, other].map((token) => createHash('sha256').update(token).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
