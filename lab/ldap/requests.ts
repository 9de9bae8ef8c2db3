import { LdapProtocolError } from './errors.ts';
import { Fields, Tag } from './fields.ts';
import { readFilter, type Filter } from './filter.ts';
import { Operation, SCOPES, type LdapControl, type Scope } from './message.ts';
import type { Envelope } from './structure.ts';

export interface BindRequest {
  readonly kind: 'bind';
  readonly version: number;
  /** As it was sent: Active Directory takes more than distinguished names here. */
  readonly name: string;
  readonly credentials: Credentials;
}

export type Credentials =
  | { readonly kind: 'simple'; readonly password: Buffer }
  | { readonly kind: 'sasl'; readonly mechanism: string };

export interface SearchRequest {
  readonly kind: 'search';
  readonly base: string;
  readonly scope: Scope;
  /** 0: no limit of the client's. */
  readonly sizeLimit: number;
  readonly typesOnly: boolean;
  readonly filter: Filter;
  readonly attributes: readonly string[];
}

export interface CompareRequest {
  readonly kind: 'compare';
  readonly dn: string;
  readonly attribute: string;
  readonly value: Buffer;
}

export interface ExtendedRequest {
  readonly kind: 'extended';
  readonly oid: string;
}

/** Add, modify, delete or rename: told apart by the tag that the answer takes. */
export interface WriteRequest {
  readonly kind: 'write';
  readonly responseTag: number;
}

export type LdapOperation =
  | BindRequest
  | SearchRequest
  | CompareRequest
  | ExtendedRequest
  | WriteRequest
  | { readonly kind: 'unbind' }
  | { readonly kind: 'abandon' };

export interface LdapRequest {
  readonly messageId: number;
  readonly operation: LdapOperation;
  readonly controls: readonly LdapControl[];
}

const SIMPLE = 0x80;
const SASL = 0xa3;
const REQUEST_NAME = 0x80;

const WRITES: ReadonlyMap<number, number> = new Map([
  [Operation.addRequest, Operation.addResponse],
  [Operation.modifyRequest, Operation.modifyResponse],
  [Operation.deleteRequest, Operation.deleteResponse],
  [Operation.modifyDnRequest, Operation.modifyDnResponse],
]);

/** Makes sense of a checked message that a client sent. Throws LdapProtocolError. */
export function readRequest(envelope: Envelope): LdapRequest {
  const { messageId, controls } = envelope;
  if (messageId === 0) throw new LdapProtocolError('message id 0 in a request');
  return { messageId, operation: readOperation(envelope), controls };
}

function readOperation({ operation }: Envelope): LdapOperation {
  const fields = new Fields(operation.children);
  switch (operation.tag) {
    case Operation.bindRequest:
      return readBind(fields);
    case Operation.searchRequest:
      return readSearch(fields);
    case Operation.compareRequest:
      return readCompare(fields);
    case Operation.extendedRequest:
      return { kind: 'extended', oid: fields.text('request name', REQUEST_NAME) };
    case Operation.unbindRequest:
      return { kind: 'unbind' };
    case Operation.abandonRequest:
      return { kind: 'abandon' };
  }
  const responseTag = WRITES.get(operation.tag);
  if (responseTag === undefined) throw new LdapProtocolError('a response where a request belongs');
  return { kind: 'write', responseTag };
}

function readBind(fields: Fields): BindRequest {
  const version = fields.integer('version');
  const name = fields.text('name');
  const choice = fields.any('authentication');
  fields.end('bind request');
  if (choice.tag === SIMPLE) {
    return { kind: 'bind', version, name, credentials: { kind: 'simple', password: choice.content } };
  }
  if (choice.tag !== SASL) throw new LdapProtocolError(`authentication choice 0x${choice.tag.toString(16)}`);
  const mechanism = new Fields(choice.children).text('mechanism');
  return { kind: 'bind', version, name, credentials: { kind: 'sasl', mechanism } };
}

function readSearch(fields: Fields): SearchRequest {
  const base = fields.text('base');
  const scope = SCOPES[fields.integer('scope', Tag.enumerated)];
  if (scope === undefined) throw new LdapProtocolError('an unknown scope');
  fields.integer('dereferencing', Tag.enumerated);
  const sizeLimit = fields.integer('size limit');
  fields.integer('time limit');
  const typesOnly = fields.boolean('types only');
  const filter = readFilter(fields.any('filter'));
  const attributes = fields.list('attributes').map((each) => each.content.toString('utf8'));
  fields.end('search request');
  return { kind: 'search', base, scope, sizeLimit, typesOnly, filter, attributes };
}

function readCompare(fields: Fields): CompareRequest {
  const dn = fields.text('entry');
  const assertion = new Fields(fields.list('assertion'));
  return { kind: 'compare', dn, attribute: assertion.text('attribute'), value: assertion.bytes('value') };
}
