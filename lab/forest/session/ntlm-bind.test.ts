import { describe, expect, test } from 'vitest';
import type { BindResult } from '../../ldap/responses.ts';
import { NtlmFlag } from '../ntlm/flags.ts';
import { readNegotiation } from '../ntlm/spnego.ts';
import { firstSignature } from '../ntlm/session-security.ts';
import { NtlmClient } from '../ntlm/testing.ts';
import { createTestForest, NOTHING_BEYOND } from '../domain/testing.ts';
import { passwordValues } from '../passwords/stored-password.ts';
import { DirectorySession } from './session.ts';

const RIGHT = 'Right-1!';

function open(more: { secure?: boolean; requireSecureBinds?: boolean } = {}) {
  const { secure = false, requireSecureBinds = false } = more;
  const { forest, domain, clock } = createTestForest({}, { requireSecureBinds });
  const replica = domain.at('DC1');
  const admin = [...replica.find('samaccountname', 'Administrator')][0];
  const values = passwordValues(undefined, { password: RIGHT, pwdLastSet: clock.now, historyLength: 24 });
  domain.write('DC1', { id: admin?.id ?? '', values });
  const place = { forest, domain, dc: 'DC1', from: 'PC1', secure, globalCatalog: false };
  const session = new DirectorySession({
    ...place,
    surroundings: { ...NOTHING_BEYOND, trusts: (label) => label === 'FABRIKAM' },
    challenge: () => Buffer.alloc(8, 0x17),
    history: { append: () => undefined, alias: () => undefined },
  });
  const sicily = (step: 'discovery' | 'negotiate' | 'response', token: Buffer): BindResult =>
    session.bind({ kind: 'bind', version: 3, name: '', credentials: { kind: 'sicily', step, token } }, []);
  const spnego = (token: Buffer): BindResult =>
    session.bind(
      { kind: 'bind', version: 3, name: '', credentials: { kind: 'sasl', mechanism: 'GSS-SPNEGO', token } },
      [],
    );
  const whoAmI = (): unknown => session.extended({ kind: 'extended', oid: '1.3.6.1.4.1.4203.1.11.3' }).value;
  return { session, sicily, spnego, whoAmI };
}

const client = (more: object = {}): NtlmClient =>
  new NtlmClient({ user: 'Administrator', domain: 'CONTOSO', password: RIGHT, ...more });

function bare(bench: ReturnType<typeof open>, who: NtlmClient): BindResult {
  const { code, serverCredentials = Buffer.alloc(0) } = bench.spnego(who.negotiate());
  expect(code).toBe(14);
  return bench.spnego(who.authenticate(serverCredentials));
}

describe('NTLM, bare in GSS-SPNEGO', () => {
  test.each([
    ['the NetBIOS name of the domain', { domain: 'CONTOSO' }],
    ['its DNS name', { domain: 'contoso.lab' }],
    ['no domain', { domain: '' }],
    ['a UPN', { domain: '', user: 'administrator@contoso.lab' }],
    ['a domain that nobody knows', { domain: 'WORKGROUP' }],
  ])('%s binds', (_, more) => {
    const bench = open();
    expect(bare(bench, client(more)).code).toBe(0);
    expect(bench.whoAmI()).toBe('u:CONTOSO\\Administrator');
  });

  test.each([
    ['a wrong password', { password: 'wrong' }],
    ['a user of a trusted domain, whom nobody finds', { domain: 'FABRIKAM' }],
  ])('%s does not', (_, more) => {
    const bench = open();
    const { code, diagnosticMessage } = bare(bench, client(more));
    expect([code, diagnosticMessage]).toEqual([49, expect.stringMatching(/^8009030C: .* data 52e, /)]);
    expect(bench.session.authenticated).toBe(false);
  });

  test.each([
    ['a machine', 'DC1$'],
    ['a disabled account', 'Guest'],
  ])('%s that has no password is not proven by the lack of one', (_, user) => {
    const bench = open();
    const { code, diagnosticMessage } = bare(bench, client({ user, hash: Buffer.alloc(0) }));
    expect([code, diagnosticMessage]).toEqual([49, expect.stringMatching(/data 52e, /)]);
  });

  test('a message whose MIC is of another conversation is refused', () => {
    const bench = open();
    const who = client();
    const challenge = bench.spnego(who.negotiate()).serverCredentials ?? Buffer.alloc(0);
    const { code, diagnosticMessage } = bench.spnego(who.authenticate(challenge, []));
    expect([code, diagnosticMessage]).toEqual([49, expect.stringContaining('data 57,')]);
  });

  test('a message that nobody asked for is refused', () => {
    const bench = open();
    const challenge = bench.spnego(client().negotiate()).serverCredentials ?? Buffer.alloc(0);
    expect(open().spnego(client().authenticate(challenge)).code).toBe(49);
  });
});

test('Sicily: discovery, negotiation, response', () => {
  const bench = open();
  expect(bench.sicily('discovery', Buffer.alloc(0)).sicilyCredentials?.toString()).toBe('NTLM');
  const who = client();
  const { code, sicilyCredentials = Buffer.alloc(0) } = bench.sicily('negotiate', who.negotiate());
  expect(code).toBe(0);
  expect(bench.sicily('response', who.authenticate(sicilyCredentials)).code).toBe(0);
  expect(bench.session.authenticated).toBe(true);
});

test('SPNEGO without a token is told what there is', () => {
  const { code, serverCredentials } = open().spnego(Buffer.alloc(0));
  expect(code).toBe(14);
  expect(serverCredentials?.toString('latin1')).toContain('not_defined_in_RFC4178');
});

describe('SPNEGO with NTLM as the second choice', () => {
  const OIDS = { kerberos: '06092a864886f712010202', ntlm: '060a2b06010401823702020a' };
  const mechTypes = Buffer.from(`3017${OIDS.kerberos}${OIDS.ntlm}`, 'hex');
  const initial = der(
    0x60,
    Buffer.from('06062b0601050502', 'hex'),
    der(0xa0, der(0x30, der(0xa0, mechTypes))),
  );
  const next = (token: Buffer, mic?: Buffer): Buffer => {
    const parts = [der(0xa2, der(0x04, token)), ...(mic === undefined ? [] : [der(0xa3, der(0x04, mic))])];
    return der(0xa1, der(0x30, ...parts));
  };

  function negotiate(mic: (who: NtlmClient) => Buffer | undefined) {
    const bench = open();
    const who = client({ flags: NtlmFlag.sign });
    expect(bench.spnego(initial).code).toBe(14);
    const { code, serverCredentials = Buffer.alloc(0) } = bench.spnego(next(who.negotiate()));
    expect(code).toBe(14);
    const challenge = readNegotiation(serverCredentials)?.token ?? Buffer.alloc(0);
    return bench.spnego(next(who.authenticate(challenge), mic(who)));
  }

  test('needs the client’s signature over what it offered, or somebody may have struck out the first', () => {
    expect(negotiate(() => undefined).code).toBe(49);
    expect(negotiate(() => Buffer.alloc(16)).code).toBe(49);
    expect(negotiate((who) => firstSignature(who.key, who.flags, 'client-to-server', mechTypes)).code).toBe(
      0,
    );
  });
});

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length < 0x80 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

describe('a layer', () => {
  const SEALED = { flags: NtlmFlag.sign | NtlmFlag.seal };

  test('is agreed on, once, and holds who is bound', () => {
    const bench = open({ requireSecureBinds: true });
    const who = client(SEALED);
    expect(bare(bench, who).code).toBe(0);
    const layer = bench.session.takeLayer();
    const clear = Buffer.from('hello');
    const wrapped = layer?.wrap(clear) ?? Buffer.alloc(0);
    expect(wrapped.length).toBe(16 + clear.length);
    expect(
      wrapped.subarray(0, 16).equals(firstSignature(who.key, who.flags, 'server-to-client', clear)),
    ).toBe(false);
    expect(bench.session.takeLayer()).toBeUndefined();
    expect(bench.spnego(who.negotiate()).code).toBe(53);
    expect(bench.whoAmI()).toBe('u:CONTOSO\\Administrator');
  });

  test('does not go with TLS', () => {
    expect(bare(open({ secure: true }), client(SEALED)).code).toBe(53);
  });

  test('is asked of those without TLS where secure binds are required', () => {
    const bench = open({ requireSecureBinds: true });
    expect(bare(bench, client()).code).toBe(8);
    expect(bare(open({ requireSecureBinds: true, secure: true }), client()).code).toBe(0);
  });
});
