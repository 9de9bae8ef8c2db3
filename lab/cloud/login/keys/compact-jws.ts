import { sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const signOnThreadPool = promisify(sign);

/**
 * A JWT in the compact serialization (RFC 7515 section 7.1), RS256, under a header that is encoded already. One hash and
 * one private-key operation on the thread pool, and nothing else: the general way through WebCrypto costs the event loop
 * more than the rest of a sign-in's end.
 */
export async function signCompact(
  header: string,
  claims: Readonly<Record<string, unknown>>,
  key: KeyObject,
): Promise<string> {
  const input = `${header}.${encoded(claims)}`;
  const signature = await signOnThreadPool('sha256', Buffer.from(input), key);
  return `${input}.${signature.toString('base64url')}`;
}

export function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
