import type { BerReader } from './ber-reader.ts';
import { readControlValue } from './control-value.ts';
import { encodeValue } from './encoding.ts';
import type { LdapControl } from './message.ts';
import { Oid } from './oids.ts';

/** Value of the simple paged results control (RFC 2696): a page size or an estimate, and the server's cookie. */
export interface Page {
  readonly size: number;
  readonly cookie: Buffer;
}

export function pagedResults(page: Page, critical = false): LdapControl {
  const value = encodeValue((writer) => {
    const start = writer.open();
    writer.integer(page.size);
    writer.bytes(page.cookie);
    writer.close(start);
  });
  return { oid: Oid.pagedResults, critical, value };
}

/** The page that the controls speak of; undefined without one. Throws LdapRefusalError. */
export function pageOf(controls: readonly LdapControl[]): Page | undefined {
  return readControlValue(controls, Oid.pagedResults, (value: BerReader) => {
    const outer = value.open('page');
    const page = { size: value.integer('page size'), cookie: value.bytes('cookie') };
    value.close('page', outer);
    return page;
  });
}
