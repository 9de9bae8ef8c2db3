import { isAscii, isUtf8 } from 'node:buffer';
import { dnKey } from '../../ldap/dn.ts';
import { fromGeneralizedTime, generalizedTime } from '../core/filetime.ts';
import { sidBytes, sidText } from '../core/identifiers.ts';
import type { Syntax } from '../schema/attribute-schema.ts';
import { SCHEMA } from '../schema/schema.ts';
import type { Value } from '../store/object.ts';

type Store = (value: Buffer) => Value | undefined;

const text: Store = (value) => (value.length > 0 && isUtf8(value) ? value.toString('utf8') : undefined);
const ascii: Store = (value) => (value.length > 0 && isAscii(value) ? value.toString('latin1') : undefined);

const integerBelow =
  (bound: bigint): Store =>
  (value) => {
    const digits = value.toString('latin1').trim();
    if (!/^[+-]?\d{1,20}$/.test(digits)) return undefined;
    const number = BigInt(digits);
    return number >= -bound && number < bound ? number.toString() : undefined;
  };

const time: Store = (value) => {
  const ms = fromGeneralizedTime(value.toString('latin1').trim());
  return ms === undefined ? undefined : generalizedTime(ms);
};

const name: Store = (value) => {
  const dn = text(value);
  return typeof dn === 'string' && dnKey(dn) !== undefined ? dn : undefined;
};

/** The form in which a value is kept, by syntax ([MS-ADTS] 3.1.1.2.2.2); undefined for what is no value of it. */
export const STORED_FORM: Readonly<Record<Syntax, Store>> = {
  unicode: text,
  caseIgnore: text,
  printable: ascii,
  ia5: ascii,
  numeric: (value) => (/^[\d ]+$/.test(value.toString('latin1')) ? value.toString('latin1') : undefined),
  oid: (value) => {
    const written = value.toString('latin1');
    const known = SCHEMA.class(written) ?? SCHEMA.attribute(written);
    return known?.name ?? (/^\d+(\.\d+)+$/.test(written) ? written : undefined);
  },
  boolean: (value) => {
    const written = value.toString('latin1');
    return written === 'TRUE' || written === 'FALSE' ? written : undefined;
  },
  integer: integerBelow(2n ** 31n),
  largeInteger: integerBelow(2n ** 63n),
  enumeration: integerBelow(2n ** 31n),
  octets: (value) => value,
  descriptor: (value) => value,
  sid: (value) => {
    const written = value.toString('latin1');
    if (/^S-1(-\d{1,10}){2,16}$/i.test(written)) return sidBytes(written.toUpperCase());
    return sidText(value) === undefined ? undefined : value;
  },
  utcTime: time,
  time,
  dn: name,
  dnBinary: (value) => {
    const dn = /^B:\d{1,5}:[0-9a-f]*:([\s\S]*)$/i.exec(value.toString('utf8'))?.[1];
    return dn === undefined || dnKey(dn) === undefined ? undefined : value.toString('utf8');
  },
};
