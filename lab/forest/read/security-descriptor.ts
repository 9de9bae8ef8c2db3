import { sidBytes } from '../core/identifiers.ts';

const SELF_RELATIVE = 0x8000;
const DACL_PRESENT = 0x0004;
const HEADER = 20;
const ALLOWED = 0;
const FULL_CONTROL = 0x000f01ff;
const READ = 0x00020094;
const AUTHENTICATED_USERS = 'S-1-5-11';

/**
 * A security descriptor as tools can read it ([MS-DTYP] 2.4.6): domain administrators own the object and may do all,
 * authenticated users may read. It describes, and decides nothing: rights are not kept by object.
 */
export function plainDescriptor(administrators: string): Buffer {
  const owner = sidBytes(administrators);
  const aces = [ace(FULL_CONTROL, owner), ace(READ, sidBytes(AUTHENTICATED_USERS))];
  const size = 8 + aces.reduce((sum, one) => sum + one.length, 0);
  const dacl = Buffer.alloc(8);
  dacl.writeUInt8(2, 0);
  dacl.writeUInt16LE(size, 2);
  dacl.writeUInt16LE(aces.length, 4);
  const header = Buffer.alloc(HEADER);
  header.writeUInt8(1, 0);
  header.writeUInt16LE(SELF_RELATIVE | DACL_PRESENT, 2);
  header.writeUInt32LE(HEADER, 4);
  header.writeUInt32LE(HEADER + owner.length, 8);
  header.writeUInt32LE(HEADER + 2 * owner.length, 16);
  return Buffer.concat([header, owner, owner, dacl, ...aces]);
}

function ace(mask: number, sid: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(ALLOWED, 0);
  head.writeUInt16LE(8 + sid.length, 2);
  head.writeUInt32LE(mask, 4);
  return Buffer.concat([head, sid]);
}
