import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LdapProtocolError } from '../../ldap/errors.ts';
import { ntHash } from '../../nt-hash/nt-hash.ts';
import { NtlmExchange } from './exchange.ts';
import { NtlmFlag } from './flags.ts';
import { readAuthenticate, readNegotiate } from './messages.ts';
import { Rc4 } from './rc4.ts';
import { readResponse, sessionBaseKey } from './response.ts';
import { firstSignature, securityLayer } from './session-security.ts';
import { readNegotiation } from './spnego.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the examples of [MS-NLMP] 4.2.4', () => {
  const challenge = hex('0123456789abcdef');
  const pairs = hex('02000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000');
  const blob = Buffer.concat([hex('0101000000000000 0000000000000000 aaaaaaaaaaaaaaaa 00000000'), pairs]);
  const response = readResponse(Buffer.concat([hex('68cd0ab851e51c96aabc927bebef6a1c'), blob]));

  test('the response of User proves Password, and gives the session its base key', () => {
    if (response === undefined) throw new Error('unreadable');
    const claimed = { user: 'User', domain: 'Domain', challenge, response };
    const key = sessionBaseKey(ntHash('Password'), claimed);
    expect(key?.toString('hex')).toBe('8de40ccadbc14a82f15cb0ad0de95ca3');
    expect(sessionBaseKey(ntHash('password'), claimed)).toBeUndefined();
  });

  test('a session seals and signs', () => {
    const flags = 0xe2888233;
    const key = Buffer.alloc(16, 0x55);
    const clear = Buffer.from('Plaintext', 'utf16le');
    const layer = securityLayer({ key, flags, signed: 0 });
    const wrapped = hex('01000000 7fb38ec5c55d4976 00000000 54e50165bf1936dc996020c1811b0f06fb5f');
    expect(layer?.unwrap(wrapped).equals(clear)).toBe(true);
  });
});

test('RC4 is the one of RFC 6229', () => {
  const stream = new Rc4(hex('0102030405')).apply(Buffer.alloc(16));
  expect(stream.toString('hex')).toBe('b2396305f03dc027ccc3524a0a1118a8');
});

describe('a layer', () => {
  const key = Buffer.alloc(16, 7);
  const flags = NtlmFlag.sign | NtlmFlag.extendedSessionSecurity | NtlmFlag.key128;

  test('that signs alone leaves the text as it is, and takes no other side’s signature', () => {
    const layer = securityLayer({ key, flags, signed: 0 });
    const clear = Buffer.from('hello');
    const theirs = Buffer.concat([firstSignature(key, flags, 'client-to-server', clear), clear]);
    expect(layer?.unwrap(theirs).equals(clear)).toBe(true);
    expect(() => layer?.unwrap(theirs)).toThrow(LdapProtocolError);
    expect(layer?.wrap(clear).subarray(16).equals(clear)).toBe(true);
  });

  test('is not there for whom it was not asked by', () => {
    expect(securityLayer({ key, flags: NtlmFlag.extendedSessionSecurity, signed: 0 })).toBeUndefined();
  });
});

test('no bytes harm the readers', () => {
  const info = {
    netbiosComputer: 'DC1',
    netbiosDomain: 'CORP',
    dnsComputer: 'd',
    dnsDomain: 'c',
    dnsTree: 'c',
  };
  const head = fc.constantFrom('4e544c4d53535000 01000000', '4e544c4d53535000 03000000', '60', 'a1', '');
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
      const bytes = Buffer.concat([hex(start), rest]);
      const exchange = new NtlmExchange(Buffer.alloc(8), () => ({ ...info, now: 0 }));
      exchange.negotiate(bytes);
      const claim = exchange.authenticate(bytes);
      expect(claim?.proof(Buffer.alloc(16)) ?? false).toBe(false);
      expect([readNegotiate(bytes), readAuthenticate(bytes), readNegotiation(bytes)]).toHaveLength(3);
    }),
    { numRuns: 2_000 },
  );
});
