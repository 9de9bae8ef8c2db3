import { hash32, uuidFrom } from '../../chance/chance.ts';

/** SID of the domain, from the lab's seed. */
export function domainSid(seed: string): string {
  return ['S-1-5-21', ...[1, 2, 3].map((part) => hash32(seed, 'domain sid', part))].join('-');
}

/** A SID's binary form ([MS-DTYP] 2.4.2.2). */
export function sidBytes(sid: string): Buffer {
  const [revision = 1, authority = 5, ...parts] = sid.split('-').slice(1).map(Number);
  const bytes = Buffer.alloc(8 + parts.length * 4);
  bytes.writeUInt8(revision, 0);
  bytes.writeUInt8(parts.length, 1);
  bytes.writeUIntBE(authority, 2, 6);
  for (const [index, part] of parts.entries()) bytes.writeUInt32LE(part, 8 + index * 4);
  return bytes;
}

/** The object's GUID, the same for the same seed and name. */
export function objectGuid(seed: string, name: string): string {
  return uuidFrom(seed, 'objectGUID', name.toLowerCase());
}

/** A GUID's binary form: the first three fields little-endian ([MS-DTYP] 2.3.4.2). */
export function guidBytes(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** A GUID's text from its binary form, in lower case; undefined unless it has 16 bytes. */
export function guidText(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 16) return undefined;
  const ordered = Buffer.from(bytes);
  ordered.subarray(0, 4).reverse();
  ordered.subarray(4, 6).reverse();
  ordered.subarray(6, 8).reverse();
  return ordered.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A SID's text from its binary form ([MS-DTYP] 2.4.2.1); undefined for bytes that are no SID. */
export function sidText(bytes: Uint8Array): string | undefined {
  const [revision, count = 0] = bytes;
  if (revision !== 1 || count > 15 || bytes.length !== 8 + count * 4) return undefined;
  const view = Buffer.from(bytes);
  const parts = Array.from({ length: count }, (_, index) => view.readUInt32LE(8 + index * 4));
  return ['S-1', view.readUIntBE(2, 6), ...parts].join('-');
}
