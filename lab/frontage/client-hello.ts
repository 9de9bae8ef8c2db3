/** What the first bytes of a connection say: nothing certain yet, or whether and whom a TLS client asks for. */
export type FirstWords = 'more' | { readonly serverName: string | undefined };

const NO_NAME: FirstWords = { serverName: undefined };
const HANDSHAKE_RECORD = 22;
const CLIENT_HELLO = 1;
const RECORD_HEADER = 5;
const MESSAGE_HEADER = 4;
/** Version and random of a ClientHello. */
const FIXED_PART = 34;
const LONGEST_RECORD = 16_384;
const LONGEST_NAME = 255;
const HOST_NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/**
 * The server name that a TLS ClientHello asks for (RFC 6066 section 3), in lower case; it may come in several records
 * (RFC 8446 section 5.1). Bytes that are no ClientHello have no name.
 */
export function readServerName(bytes: Buffer): FirstWords {
  const handshake = readHandshake(bytes);
  if (handshake === 'none') return NO_NAME;
  if (handshake.length < MESSAGE_HEADER) return 'more';
  if (handshake[0] !== CLIENT_HELLO) return NO_NAME;
  const length = handshake.readUIntBE(1, 3);
  if (length > LONGEST_RECORD) return NO_NAME;
  if (handshake.length < MESSAGE_HEADER + length) return 'more';
  return { serverName: nameIn(handshake.subarray(MESSAGE_HEADER, MESSAGE_HEADER + length)) };
}

/** The payloads of the handshake records so far, one after the other. */
function readHandshake(bytes: Buffer): Buffer | 'none' {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    if (bytes[at] !== HANDSHAKE_RECORD) return 'none';
    if (bytes.length - at < RECORD_HEADER) break;
    const length = bytes.readUInt16BE(at + 3);
    if (bytes[at + 1] !== 3 || length === 0 || length > LONGEST_RECORD) return 'none';
    parts.push(bytes.subarray(at + RECORD_HEADER, at + RECORD_HEADER + length));
    at += RECORD_HEADER + length;
  }
  return Buffer.concat(parts);
}

/** Session id, cipher suites, compression methods, extensions (RFC 8446 section 4.1.2). */
function nameIn(hello: Buffer): string | undefined {
  const session = vector(hello, FIXED_PART, 1);
  const suites = session && vector(hello, session.end, 2);
  const methods = suites && vector(hello, suites.end, 1);
  const extensions = methods && vector(hello, methods.end, 2);
  if (extensions === undefined) return undefined;
  for (let at = 0; at + 4 <= extensions.content.length;) {
    const extension = vector(extensions.content, at + 2, 2);
    if (extension === undefined) return undefined;
    if (extensions.content.readUInt16BE(at) === 0) return nameInExtension(extension.content);
    at = extension.end;
  }
  return undefined;
}

/** A list of names, of which type 0 is a host name. */
function nameInExtension(extension: Buffer): string | undefined {
  const list = vector(extension, 0, 2);
  if (list === undefined || list.content[0] !== 0) return undefined;
  const name = vector(list.content, 1, 2)?.content.toString('latin1').toLowerCase();
  return name !== undefined && name.length <= LONGEST_NAME && HOST_NAME.test(name) ? name : undefined;
}

/** A length of so many bytes at `at`, and what it announces; undefined when it is not all there. */
function vector(
  bytes: Buffer,
  at: number,
  lengthBytes: 1 | 2,
): { readonly content: Buffer; readonly end: number } | undefined {
  if (at + lengthBytes > bytes.length) return undefined;
  const start = at + lengthBytes;
  const end = start + bytes.readUIntBE(at, lengthBytes);
  return end > bytes.length ? undefined : { content: bytes.subarray(start, end), end };
}
