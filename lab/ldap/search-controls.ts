import type { BerReader } from './ber-reader.ts';
import { readControlValue } from './control-value.ts';
import { encodeValue } from './encoding.ts';
import type { LdapControl } from './message.ts';
import { Oid } from './oids.ts';
import { Tag } from './tags.ts';

/** One key of a sort request (RFC 2891). */
export interface SortKey {
  readonly attribute: string;
  readonly rule?: string | undefined;
  readonly reverse: boolean;
}

const RULE = 0x80;
const REVERSE = 0x81;

/** Keys in their order of weight; undefined without the control. Throws LdapRefusalError, as all of these. */
export function sortKeysOf(controls: readonly LdapControl[]): SortKey[] | undefined {
  return readControlValue(controls, Oid.sortRequest, (value) => {
    const outer = value.open('sort keys');
    const keys: SortKey[] = [];
    while (!value.done) keys.push(readSortKey(value));
    value.close('sort keys', outer);
    return keys;
  });
}

function readSortKey(value: BerReader): SortKey {
  const outer = value.open('sort key');
  const attribute = value.text('attribute');
  const rule = value.optionalBytes('rule', RULE)?.toString('utf8');
  const reverse = value.peek() === REVERSE && value.boolean('reverse', REVERSE);
  value.close('sort key', outer);
  return { attribute, rule, reverse };
}

/** @param code LDAP result code of the sorting itself */
export function sortResponse(code: number): LdapControl {
  const value = encodeValue((writer) => {
    const start = writer.open();
    writer.integer(code, Tag.enumerated);
    writer.close(start);
  });
  return { oid: Oid.sortResponse, critical: false, value };
}

/** A request for changes since a cookie ([MS-ADTS] 3.1.1.3.4.1.3). */
export interface DirSync {
  readonly flags: number;
  readonly maxBytes: number;
  readonly cookie: Buffer;
}

export function dirSyncOf(controls: readonly LdapControl[]): DirSync | undefined {
  return readControlValue(controls, Oid.dirSync, (value) => {
    const outer = value.open('DirSync request');
    const request = {
      flags: value.integer('flags'),
      maxBytes: value.integer('bytes at most'),
      cookie: value.bytes('cookie'),
    };
    value.close('DirSync request', outer);
    return request;
  });
}

/** @param more whether there are changes beyond those answered */
export function dirSyncResponse(more: boolean, cookie: Buffer): LdapControl {
  const value = encodeValue((writer) => {
    const start = writer.open();
    writer.integer(more ? 1 : 0);
    writer.integer(0);
    writer.bytes(cookie);
    writer.close(start);
  });
  return { oid: Oid.dirSync, critical: true, value };
}

/** Extended names: `hex` (option 0, and a control without a value) or `string` ([MS-ADTS] 3.1.1.3.4.1.5). */
export function extendedDnOf(controls: readonly LdapControl[]): 'hex' | 'string' | undefined {
  const control = controls.find(({ oid }) => oid === Oid.extendedDn);
  if (control === undefined) return undefined;
  if (control.value === undefined) return 'hex';
  return flagsIn(controls, Oid.extendedDn) === 1 ? 'string' : 'hex';
}

/** Parts of the security descriptor that are asked for ([MS-ADTS] 3.1.1.3.4.1.11). */
export function securityDescriptorFlagsOf(controls: readonly LdapControl[]): number | undefined {
  return flagsIn(controls, Oid.securityDescriptorFlags);
}

/** SERVER_SEARCH_FLAG_DOMAIN_SCOPE 1, _PHANTOM_ROOT 2 ([MS-ADTS] 3.1.1.3.4.1.12). */
export function searchOptionsOf(controls: readonly LdapControl[]): number | undefined {
  return flagsIn(controls, Oid.searchOptions);
}

/** A value that is a sequence of one integer. */
function flagsIn(controls: readonly LdapControl[], oid: string): number | undefined {
  return readControlValue(controls, oid, (value) => {
    const outer = value.open('flags');
    const flags = value.integer('flags');
    value.close('flags', outer);
    return flags;
  });
}
