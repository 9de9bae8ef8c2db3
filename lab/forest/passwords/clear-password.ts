/**
 * The password that a simple bind carries: UTF-8, without NUL bytes at the end (a recorded domain controller takes
 * both as one); undefined for bytes that are no UTF-8, which are nobody's password.
 */
export function bindPassword(bytes: Buffer): string | undefined {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  const text = bytes.toString('utf8', 0, end);
  return Buffer.byteLength(text) === end && !text.includes('\uFFFD') ? text : undefined;
}

/** The password in a write of `unicodePwd`: UTF-16, little-endian, in quotation marks ([MS-ADTS] 3.1.1.3.1.5.1). */
export function quotedPassword(value: Buffer): string | undefined {
  if (value.length < 4 || value.length % 2 !== 0) return undefined;
  const text = value.toString('utf16le');
  return text.startsWith('"') && text.endsWith('"') && text.length >= 2 ? text.slice(1, -1) : undefined;
}
