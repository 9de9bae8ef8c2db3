import { createPublicKey, sign, type KeyObject } from 'node:crypto';

const Tag = {
  integer: 0x02,
  bitString: 0x03,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  attributes: 0xa0,
} as const;

/** Object identifier 2.5.4.3, commonName. */
const COMMON_NAME = Buffer.from('0603550403', 'hex');
/** AlgorithmIdentifier of sha256WithRSAEncryption, 1.2.840.113549.1.1.11, with its null parameter. */
const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const VERSION = Buffer.of(0);
const NO_UNUSED_BITS = Buffer.of(0);

/**
 * A PKCS#10 request (RFC 2986) signed with SHA-256, in base64 DER. The service chooses subject and extensions, so the
 * request names the machine only. Written by hand, as loading a certificate library takes as long as the rest of the
 * agent's start (docs/decisions/0007-agent-start.md).
 */
export function createRequest(machineName: string, privateKey: KeyObject): string {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const info = der(
    Tag.sequence,
    der(Tag.integer, VERSION),
    der(
      Tag.sequence,
      der(Tag.set, der(Tag.sequence, COMMON_NAME, der(Tag.utf8String, Buffer.from(machineName)))),
    ),
    publicKey,
    der(Tag.attributes),
  );
  const signature = der(Tag.bitString, NO_UNUSED_BITS, sign('sha256', info, privateKey));
  return der(Tag.sequence, info, SHA256_WITH_RSA, signature).toString('base64');
}

/** One DER element: tag, length in the shortest form (X.690 section 10.1), content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const long = content.length < 0x80 ? [] : lengthBytes(content.length);
  const length = long.length === 0 ? [content.length] : [0x80 | long.length, ...long];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}

function lengthBytes(length: number): number[] {
  return length < 0x100 ? [length] : [...lengthBytes(length >> 8), length & 0xff];
}
