import { BerReader } from './ber-reader.ts';
import { readMessage } from './envelope.ts';
import { LdapProtocolError } from './errors.ts';
import { Operation } from './message.ts';
import { readBind } from './read-bind.ts';
import { readSearch } from './read-search.ts';
import { readAdd, readCompare, readModify, readModifyDn } from './read-writes.ts';
import type { ExtendedRequest, LdapOperation, LdapRequest } from './requests.ts';

const REQUEST_NAME = 0x80;
const REQUEST_VALUE = 0x81;

/** Makes sense of one whole message that a client sent. Throws LdapProtocolError. */
export function readRequest(message: Buffer): LdapRequest {
  const request = readMessage(new BerReader(message), readOperation);
  if (request.messageId === 0) throw new LdapProtocolError('message id 0 in a request');
  return request;
}

function readOperation(reader: BerReader, tag: number): LdapOperation {
  switch (tag) {
    case Operation.bindRequest:
      return readBind(reader);
    case Operation.searchRequest:
      return readSearch(reader);
    case Operation.addRequest:
      return readAdd(reader);
    case Operation.modifyRequest:
      return readModify(reader);
    case Operation.modifyDnRequest:
      return readModifyDn(reader);
    case Operation.deleteRequest:
      return { kind: 'delete', dn: reader.text('entry', Operation.deleteRequest) };
    case Operation.compareRequest:
      return readCompare(reader);
    case Operation.extendedRequest:
      return readExtended(reader);
    case Operation.abandonRequest:
      return { kind: 'abandon', target: reader.integer('message id', Operation.abandonRequest) };
    case Operation.unbindRequest:
      reader.bytes('unbind request', Operation.unbindRequest);
      return { kind: 'unbind' };
    default:
      throw new LdapProtocolError(`no request has tag 0x${tag.toString(16)}`);
  }
}

function readExtended(reader: BerReader): ExtendedRequest {
  const outer = reader.open('extended request', Operation.extendedRequest);
  const oid = reader.text('request name', REQUEST_NAME);
  const value = reader.optionalBytes('request value', REQUEST_VALUE);
  reader.close('extended request', outer);
  return { kind: 'extended', oid, value };
}
