import type { BerReader } from './ber-reader.ts';
import { readControlValue } from './control-value.ts';
import { encodeValue } from './encoding.ts';
import type { LdapControl } from './message.ts';
import { Oid } from './oids.ts';
import { Tag } from './tags.ts';

/** A window into a sorted result ([MS-ADTS] 3.1.1.3.4.1.17): round an offset, or round the first entry from a value on. */
export interface ListWindow {
  readonly before: number;
  readonly after: number;
  readonly target: { readonly offset: number; readonly count: number } | { readonly from: Buffer };
  readonly contextId?: Buffer | undefined;
}

const BY_OFFSET = 0xa0;
const FROM_VALUE = 0x81;

/** The window asked for; undefined without the control. Throws LdapRefusalError. */
export function listWindowOf(controls: readonly LdapControl[]): ListWindow | undefined {
  return readControlValue(controls, Oid.virtualListViewRequest, (value) => {
    const outer = value.open('list window');
    const before = value.integer('entries before');
    const after = value.integer('entries after');
    const target = readTarget(value);
    const contextId = value.optionalBytes('context id');
    value.close('list window', outer);
    return { before, after, target, contextId };
  });
}

function readTarget(value: BerReader): ListWindow['target'] {
  if (value.peek() === FROM_VALUE) return { from: value.bytes('value', FROM_VALUE) };
  const outer = value.open('offset', BY_OFFSET);
  const target = { offset: value.integer('offset'), count: value.integer('count') };
  value.close('offset', outer);
  return target;
}

export interface ListPosition {
  /** Of the target, from 1. */
  readonly position: number;
  readonly count: number;
  /** LDAP result code of the window itself. */
  readonly code: number;
  readonly contextId?: Buffer;
}

export function listWindowResponse({ position, count, code, contextId }: ListPosition): LdapControl {
  const value = encodeValue((writer) => {
    const start = writer.open();
    writer.integer(position);
    writer.integer(count);
    writer.integer(code, Tag.enumerated);
    if (contextId !== undefined) writer.bytes(contextId);
    writer.close(start);
  });
  return { oid: Oid.virtualListViewResponse, critical: false, value };
}
