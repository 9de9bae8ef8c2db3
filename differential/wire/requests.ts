import { boolean, element, integer, text } from './ber.ts';
import { encodeFilter } from './filter.ts';

/** Values of attributes by name; one value or several. */
export type Attributes = Readonly<Record<string, Values>>;
export type Values = string | Buffer | readonly (string | Buffer)[];

export interface Control {
  readonly oid: string;
  readonly critical?: boolean | undefined;
  readonly value?: Buffer | undefined;
}

export interface Search {
  readonly base: string;
  readonly scope: 'base' | 'one' | 'sub';
  readonly filter: string;
  readonly attributes: readonly string[];
  readonly sizeLimit?: number | undefined;
  readonly typesOnly?: boolean | undefined;
}

export interface Change {
  readonly kind: 'add' | 'delete' | 'replace';
  readonly attribute: string;
  readonly values: Values;
}

const SCOPES = ['base', 'one', 'sub'];
const CHANGES = { add: 0, delete: 1, replace: 2 } as const;

/** An LDAPMessage (RFC 4511 section 4.1.1) round an operation. */
export function message(id: number, operation: Buffer, controls: readonly Control[] = []): Buffer {
  const parts = controls.map(({ oid, critical, value }) =>
    element(
      0x30,
      text(oid),
      ...(critical === true ? [boolean(true)] : []),
      ...(value === undefined ? [] : [text(value)]),
    ),
  );
  return element(0x30, integer(id), operation, ...(parts.length > 0 ? [element(0xa0, ...parts)] : []));
}

export function bind(name: string, password: string | Buffer, version = 3): Buffer {
  return element(0x60, integer(version), text(name), text(password, 0x80));
}

export function saslBind(mechanism: string, credentials?: Buffer): Buffer {
  const sasl = element(0xa3, text(mechanism), ...(credentials === undefined ? [] : [text(credentials)]));
  return element(0x60, integer(3), text(''), sasl);
}

export function search(wanted: Search): Buffer {
  return element(
    0x63,
    text(wanted.base),
    integer(SCOPES.indexOf(wanted.scope), 0x0a),
    integer(0, 0x0a),
    integer(wanted.sizeLimit ?? 0),
    integer(0),
    boolean(wanted.typesOnly ?? false),
    encodeFilter(wanted.filter),
    element(0x30, ...wanted.attributes.map((name) => text(name))),
  );
}

export function add(dn: string, attributes: Attributes): Buffer {
  const list = Object.entries(attributes).map(([name, values]) => attribute(name, values));
  return element(0x68, text(dn), element(0x30, ...list));
}

export function modify(dn: string, changes: readonly Change[]): Buffer {
  const list = changes.map((change) =>
    element(0x30, integer(CHANGES[change.kind], 0x0a), attribute(change.attribute, change.values)),
  );
  return element(0x66, text(dn), element(0x30, ...list));
}

export function remove(dn: string): Buffer {
  return text(dn, 0x4a);
}

export function rename(dn: string, newRdn: string): Buffer {
  return element(0x6c, text(dn), text(newRdn), boolean(true));
}

export function compare(dn: string, name: string, value: string): Buffer {
  return element(0x6e, text(dn), element(0x30, text(name), text(value)));
}

export function extended(oid: string, value?: Buffer): Buffer {
  return element(0x77, text(oid, 0x80), ...(value === undefined ? [] : [text(value, 0x81)]));
}

/** The value of `unicodePwd` ([MS-ADTS] 3.1.1.3.1.5.1): in quotation marks, in UTF-16LE. */
export function unicodePwd(password: string): Buffer {
  return Buffer.from(`"${password}"`, 'utf16le');
}

export function list(values: Values): readonly (string | Buffer)[] {
  return typeof values === 'string' || Buffer.isBuffer(values) ? [values] : (values as readonly string[]);
}

function attribute(name: string, values: Values): Buffer {
  return element(0x30, text(name), element(0x31, ...list(values).map((value) => text(value))));
}
