import asn1 from '@ldapjs/asn1';
import { readElement } from './ber.ts';
import { Fields } from './fields.ts';
import type { LdapControl } from './message.ts';
import { Oid } from './oids.ts';

/** Value of the simple paged results control (RFC 2696): a page size or an estimate, and the server's cookie. */
export interface Page {
  readonly size: number;
  readonly cookie: Buffer;
}

export function pagedResults(page: Page): LdapControl {
  const writer = new asn1.BerWriter();
  writer.startSequence();
  writer.writeInt(page.size);
  writer.writeBuffer(page.cookie, 0x04);
  writer.endSequence();
  return { oid: Oid.pagedResults, critical: false, value: writer.buffer };
}

/** The page that the controls speak of; undefined without one. Throws LdapProtocolError. */
export function pageOf(controls: readonly LdapControl[]): Page | undefined {
  const value = controls.find(({ oid }) => oid === Oid.pagedResults)?.value;
  if (value === undefined) return undefined;
  const fields = new Fields(readElement(value).children);
  return { size: fields.integer('page size'), cookie: fields.bytes('cookie') };
}
