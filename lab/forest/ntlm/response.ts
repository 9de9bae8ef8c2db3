import { NT_HASH_LENGTH } from '../../nt-hash/nt-hash.ts';
import { createHmac, timingSafeEqual } from 'node:crypto';

const PROOF = 16;
/** Where the AV pairs begin in what a client adds to its proof ([MS-NLMP] 2.2.2.7). */
const PAIRS_AT = 28;

/** An NTLMv2 response: the proof, and everything of the client's that it was made over. */
export interface NtlmV2Response {
  readonly proof: Buffer;
  readonly blob: Buffer;
  readonly pairs: Buffer;
}

/** Undefined for anything else, such as NTLM version 1, which is refused as with LmCompatibilityLevel 5. */
export function readResponse(bytes: Buffer): NtlmV2Response | undefined {
  const blob = bytes.subarray(PROOF);
  if (blob.length < PAIRS_AT || blob[0] !== 1) return undefined;
  return { proof: bytes.subarray(0, PROOF), blob, pairs: blob.subarray(PAIRS_AT) };
}

export interface Claimed {
  readonly user: string;
  readonly domain: string;
  readonly challenge: Buffer;
  readonly response: NtlmV2Response;
}

/** The session's base key when the response was made with the password of that NT hash ([MS-NLMP] 3.3.2). */
export function sessionBaseKey(
  hash: Uint8Array,
  { user, domain, challenge, response }: Claimed,
): Buffer | undefined {
  if (hash.length !== NT_HASH_LENGTH) return undefined;
  const key = hmac(hash, Buffer.from(upperCase(user) + domain, 'utf16le'));
  const proof = hmac(key, challenge, response.blob);
  return timingSafeEqual(proof, response.proof) ? hmac(key, proof) : undefined;
}

/** Character by character, as Windows does it: a letter that would become two stays as it is. */
function upperCase(text: string): string {
  return [...text]
    .map((each) => (each.toUpperCase().length === each.length ? each.toUpperCase() : each))
    .join('');
}

export function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('md5', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
