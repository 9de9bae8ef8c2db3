import { LdapRefusalError } from '../../ldap/errors.ts';
import { guidBytes, objectGuid } from '../core/identifiers.ts';
import type { Replica } from '../store/replica.ts';
import { ReadRefusal } from './refusals.ts';

const MARK = Buffer.from('MSDS');
const VERSION = 1;
const LENGTH = 32;

/**
 * A cookie of the DirSync control: "MSDS", the version 1 of the lab's own format (32 bits), the USN up to which all is
 * known (64 bits), and 16 bytes that stand for the replica whose USN it is; numbers little-endian.
 */
export function writeCookie(usn: number, replica: Replica): Buffer {
  const bytes = Buffer.alloc(LENGTH);
  MARK.copy(bytes);
  bytes.writeUInt32LE(VERSION, 4);
  bytes.writeBigUInt64LE(BigInt(usn), 8);
  nameOf(replica).copy(bytes, 16);
  return bytes;
}

/**
 * The USN up to which the holder of a cookie knows all; 0 for an empty one, and for one that another domain controller
 * gave, whose USNs say nothing here. Throws LdapRefusalError for what is no cookie.
 */
export function readCookie(cookie: Buffer, replica: Replica): number {
  if (cookie.length === 0) return 0;
  const isOne = cookie.length === LENGTH && cookie.subarray(0, 4).equals(MARK);
  if (!isOne || cookie.readUInt32LE(4) !== VERSION) throw new LdapRefusalError(ReadRefusal.cookie);
  return cookie.subarray(16).equals(nameOf(replica)) ? Number(cookie.readBigUInt64LE(8)) : 0;
}

function nameOf({ dc, base }: Replica): Buffer {
  return guidBytes(objectGuid('replica', `${dc} ${base}`));
}
