import type { BerReader } from './ber-reader.ts';
import { CHANGE_KINDS, Operation, type AttributeValues } from './message.ts';
import { malformed } from './refusals.ts';
import type {
  AddRequest,
  Change,
  CompareRequest,
  ModifyDnRequest,
  ModifyRequest,
  UnservableRequest,
} from './requests.ts';
import { Tag } from './tags.ts';

const NEW_SUPERIOR = 0x80;

/** AddRequest (RFC 4511 section 4.7). Throws LdapProtocolError, as all of these. */
export function readAdd(reader: BerReader): AddRequest {
  const outer = reader.open('add request', Operation.addRequest);
  const dn = reader.text('entry');
  const list = reader.open('attributes');
  const attributes: AttributeValues[] = [];
  while (!reader.done) attributes.push(readAttribute(reader));
  reader.close('attributes', list);
  reader.close('add request', outer);
  return { kind: 'add', dn, attributes };
}

/** ModifyRequest (RFC 4511 section 4.6). */
export function readModify(reader: BerReader): ModifyRequest | UnservableRequest {
  const outer = reader.open('modify request', Operation.modifyRequest);
  const dn = reader.text('entry');
  const list = reader.open('changes');
  const changes: Change[] = [];
  let unknown = false;
  while (!reader.done) {
    const change = readChange(reader);
    if (change === undefined) unknown = true;
    else changes.push(change);
  }
  reader.close('changes', list);
  reader.close('modify request', outer);
  return unknown ? malformed(Operation.modifyResponse) : { kind: 'modify', dn, changes };
}

/** Undefined for a kind of change that there is not, such as the increment of RFC 4525. */
function readChange(reader: BerReader): Change | undefined {
  const outer = reader.open('change');
  const kind = CHANGE_KINDS[reader.integer('kind of change', Tag.enumerated)];
  const attribute = readAttribute(reader);
  reader.close('change', outer);
  return kind === undefined ? undefined : { kind, ...attribute };
}

function readAttribute(reader: BerReader): AttributeValues {
  const outer = reader.open('attribute');
  const type = reader.text('attribute type');
  const set = reader.open('values', Tag.set);
  const values: Buffer[] = [];
  while (!reader.done) values.push(reader.bytes('value'));
  reader.close('values', set);
  reader.close('attribute', outer);
  return { type, values };
}

/** ModifyDNRequest (RFC 4511 section 4.9). */
export function readModifyDn(reader: BerReader): ModifyDnRequest {
  const outer = reader.open('modify DN request', Operation.modifyDnRequest);
  const dn = reader.text('entry');
  const newRdn = reader.text('new RDN');
  const deleteOldRdn = reader.boolean('delete old RDN');
  const newSuperior = reader.optionalBytes('new superior', NEW_SUPERIOR)?.toString('utf8');
  reader.close('modify DN request', outer);
  return { kind: 'modifyDn', dn, newRdn, deleteOldRdn, newSuperior };
}

/** CompareRequest (RFC 4511 section 4.10). */
export function readCompare(reader: BerReader): CompareRequest {
  const outer = reader.open('compare request', Operation.compareRequest);
  const dn = reader.text('entry');
  const assertion = reader.open('assertion');
  const attribute = reader.text('attribute');
  const value = reader.bytes('value');
  reader.close('assertion', assertion);
  reader.close('compare request', outer);
  return { kind: 'compare', dn, attribute, value };
}
