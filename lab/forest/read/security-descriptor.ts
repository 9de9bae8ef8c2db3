import { isAdministrator } from '../access/rights.ts';
import { sidBytes } from '../core/identifiers.ts';
import { Rid } from '../domain/well-known.ts';
import type { Values } from '../store/object.ts';
import type { Reading, Sourced } from './source.ts';

/** Parts of a security descriptor ([MS-ADTS] 3.1.1.3.4.1.11). */
const Part = { owner: 1, group: 2, dacl: 4, sacl: 8 } as const;
/** What is meant without the control. */
const EVERY_PART = 15;

const SELF_RELATIVE = 0x8000;
const DACL_PRESENT = 0x0004;
const HEADER = 20;
const ALLOWED = 0;
const FULL_CONTROL = 0x000f01ff;
const READ = 0x00020094;
const AUTHENTICATED_USERS = 'S-1-5-11';

/** `nTSecurityDescriptor` in the parts asked for; nothing when the SACL is among them and the caller may not see it. */
export function descriptorOf({ domain }: Sourced, reading: Reading, parts = EVERY_PART): Values {
  if ((parts & Part.sacl) !== 0 && !isAdministrator(reading)) return [];
  return [plainDescriptor(`${(domain ?? reading.forest.root).sid}-${Rid.domainAdmins}`, parts)];
}

/**
 * A security descriptor as tools can read it ([MS-DTYP] 2.4.6): domain administrators own the object and may do all,
 * authenticated users may read. It describes, and decides nothing: rights are not kept by object.
 */
function plainDescriptor(administrators: string, parts: number): Buffer {
  const sid = sidBytes(administrators);
  const has = (part: number): boolean => (parts & part) !== 0;
  const owner = has(Part.owner) ? sid : Buffer.alloc(0);
  const group = has(Part.group) ? sid : Buffer.alloc(0);
  const header = Buffer.alloc(HEADER);
  header.writeUInt8(1, 0);
  header.writeUInt16LE(SELF_RELATIVE | (has(Part.dacl) ? DACL_PRESENT : 0), 2);
  if (has(Part.owner)) header.writeUInt32LE(HEADER, 4);
  if (has(Part.group)) header.writeUInt32LE(HEADER + owner.length, 8);
  if (has(Part.dacl)) header.writeUInt32LE(HEADER + owner.length + group.length, 16);
  return Buffer.concat([header, owner, group, has(Part.dacl) ? dacl(sid) : Buffer.alloc(0)]);
}

function dacl(administrators: Buffer): Buffer {
  const aces = [ace(FULL_CONTROL, administrators), ace(READ, sidBytes(AUTHENTICATED_USERS))];
  const list = Buffer.alloc(8);
  list.writeUInt8(2, 0);
  list.writeUInt16LE(8 + aces.reduce((sum, one) => sum + one.length, 0), 2);
  list.writeUInt16LE(aces.length, 4);
  return Buffer.concat([list, ...aces]);
}

function ace(mask: number, sid: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(ALLOWED, 0);
  head.writeUInt16LE(8 + sid.length, 2);
  head.writeUInt32LE(mask, 4);
  return Buffer.concat([head, sid]);
}
