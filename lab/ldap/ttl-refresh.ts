import { BerReader } from './ber-reader.ts';
import { encodeValue } from './encoding.ts';
import { LdapProtocolError, LdapRefusalError } from './errors.ts';
import { Refusal } from './refusals.ts';

/** A request to keep a dynamic entry for so many more seconds (RFC 2589 section 4.1). */
export interface TtlRefresh {
  readonly dn: string;
  readonly seconds: number;
}

const NAME = 0x80;
const TTL = 0x81;

/** Value of the extended request. Throws LdapRefusalError. */
export function readTtlRefresh(value: Buffer | undefined): TtlRefresh {
  try {
    const reader = new BerReader(value ?? Buffer.alloc(0));
    const outer = reader.open('TTL refresh');
    const refresh = { dn: reader.text('entry', NAME), seconds: reader.integer('TTL', TTL) };
    reader.close('TTL refresh', outer);
    return refresh;
  } catch (error) {
    if (error instanceof LdapProtocolError) throw new LdapRefusalError(Refusal.undecodable);
    throw error;
  }
}

/** Value of the extended response: the seconds that were granted. */
export function ttlRefreshed(seconds: number): Buffer {
  return encodeValue((writer) => {
    const start = writer.open();
    writer.integer(seconds, TTL);
    writer.close(start);
  });
}
