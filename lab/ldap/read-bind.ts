import type { BerReader } from './ber-reader.ts';
import { LdapProtocolError } from './errors.ts';
import { Operation } from './message.ts';
import type { BindRequest, Credentials, SicilyStep } from './requests.ts';

const SIMPLE = 0x80;
const SASL = 0xa3;
const SICILY: ReadonlyMap<number, SicilyStep> = new Map([
  [0x89, 'discovery'],
  [0x8a, 'negotiate'],
  [0x8b, 'response'],
]);

/** BindRequest (RFC 4511 section 4.2). Throws LdapProtocolError. */
export function readBind(reader: BerReader): BindRequest {
  const outer = reader.open('bind request', Operation.bindRequest);
  const version = reader.integer('version');
  const name = reader.text('name');
  const credentials = readCredentials(reader);
  reader.close('bind request', outer);
  return { kind: 'bind', version, name, credentials };
}

function readCredentials(reader: BerReader): Credentials {
  const choice = reader.peek();
  if (choice === SIMPLE) return { kind: 'simple', password: reader.bytes('password', SIMPLE) };
  const step = SICILY.get(choice ?? 0);
  if (step !== undefined) return { kind: 'sicily', step, token: reader.bytes('token', choice) };
  if (choice !== SASL)
    throw new LdapProtocolError(`authentication choice 0x${(choice ?? 0).toString(16)} is unknown`);
  const outer = reader.open('SASL credentials', SASL);
  const mechanism = reader.text('mechanism');
  const token = reader.optionalBytes('credentials');
  reader.close('SASL credentials', outer);
  return { kind: 'sasl', mechanism, token };
}
