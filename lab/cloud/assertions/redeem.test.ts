import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FAY, FAY_ANCHOR, FEDERATION, testDesk, type TestDesk } from '../core/desk.fixture.ts';
import { signInWithAssertion } from './redeem.ts';
import { ReplayMemory } from './replay.ts';
import { signed, testSigner, unsigned, type Claims, type TestSigner } from './assertion.fixture.ts';

let signer: TestSigner;
let stranger: TestSigner;
let bench: TestDesk;
let replay: ReplayMemory;
let numbered = 0;

beforeAll(async () => {
  [signer, stranger] = await Promise.all([testSigner(), testSigner()]);
});

beforeEach(() => {
  bench = testDesk();
  replay = new ReplayMemory();
  bench.opened.tenant.domains.setFederation('fabrikam.com', {
    ...FEDERATION,
    signingCertificate: signer.certificate,
  });
});

function fays(changes: Partial<Claims> = {}): string {
  const id = `_assertion-${++numbered}`;
  return unsigned({
    id,
    issuer: FEDERATION.issuerUri,
    immutableId: FAY_ANCHOR,
    upn: FAY,
    now: bench.lab.now(),
    ...changes,
  });
}

function redeem(xml: string): number {
  const attempt = {
    correlationId: 'c',
    upn: '',
    client: 'oauth',
    grant: 'saml',
    authority: 'organizations',
    location: 'a',
    app: 'modern',
  } as const;
  return signInWithAssertion(attempt, xml, { tenants: bench.tenants, replay, isOurs: () => false }).code;
}

const reason = (): unknown => bench.history.kind('assertion.refused').at(-1)?.data?.['reason'];

describe('an assertion', () => {
  test('of the federated provider signs the user in, and the log says how', () => {
    expect(redeem(signed(fays(), signer))).toBe(0);
    expect(bench.desk.log.newest(1)).toMatchObject([{ upn: FAY, method: 'federated', errorCode: 0 }]);
    expect(bench.history.kind('assertion.accepted')).toMatchObject([{ data: { upn: FAY } }]);
  });

  test('survives being serialised anew on its way', () => {
    const xml = new XMLSerializer().serializeToString(
      new DOMParser().parseFromString(signed(fays(), signer), 'text/xml'),
    );
    expect(redeem(`<?xml version="1.0"?>\n${xml.replace('<saml:Conditions', '<saml:Conditions  ')}`)).toBe(0);
  });

  test('signed by a stranger is refused, though it carries its own key', () => {
    expect(redeem(signed(fays(), stranger))).toBe(50008);
    expect(reason()).toBe('badSignature');
  });

  test('altered after signing is refused', () => {
    expect(redeem(signed(fays(), signer).replace(FAY, 'eve@fabrikam.com'))).toBe(50008);
  });

  test('without a signature is refused', () => {
    expect(redeem(fays())).toBe(50008);
    expect(reason()).toBe('malformed');
  });

  test('wrapped round an authentic one is refused', () => {
    const inner = signed(fays(), signer);
    const signature = /<ds:Signature.*<\/ds:Signature>/s.exec(inner)?.[0] ?? '';
    const forged = fays({ immutableId: 'RXZl', upn: 'eve@fabrikam.com' });
    expect(redeem(forged.replace('</saml:Assertion>', `${inner}${signature}</saml:Assertion>`))).toBe(50008);
  });

  test('signed with SHA-1 is refused', () => {
    expect(redeem(signed(fays(), signer, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'))).toBe(50008);
  });

  test('with a document type is refused before it is parsed', () => {
    expect(redeem(`<!DOCTYPE a [<!ENTITY b "c">]>${signed(fays(), signer)}`)).toBe(50008);
  });

  test('that nests without end is refused', () => {
    const depth = 5_000;
    expect(
      redeem(
        fays().replace('</saml:Assertion>', `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</saml:Assertion>`),
      ),
    ).toBe(50008);
  });

  test.each([
    ['another audience', { audience: 'urn:other' }, 50008, 'wrongAudience'],
    ['an unknown issuer', { issuer: 'urn:other' }, 50107, 'unknownIssuer'],
    ['an unknown user', { immutableId: 'eA==', upn: 'x@fabrikam.com' }, 51004, 'unknownUser'],
    ['an anchor that is not the named user', { immutableId: 'eA==' }, 90072, 'anchorMismatch'],
    ["another domain's user", { immutableId: 'QWRh' }, 51004, 'unknownUser'],
  ])('with %s is refused', (_name, changes, code, why) => {
    expect(redeem(signed(fays(changes), signer))).toBe(code);
    expect(reason()).toBe(why);
  });

  test('expires on the lab clock, five minutes of skew allowed', async () => {
    const [first, second] = [signed(fays(), signer), signed(fays(), signer)];
    await bench.lab.advance(64 * 60_000);
    expect(redeem(first)).toBe(0);
    await bench.lab.advance(60_000);
    expect(redeem(second)).toBe(50013);
    expect(reason()).toBe('expired');
  });

  test('from the future is refused', () => {
    expect(redeem(signed(fays({ now: bench.lab.now() + 6 * 60_000 }), signer))).toBe(50013);
  });

  test('counts once', () => {
    const xml = signed(fays(), signer);
    expect([redeem(xml), redeem(xml)]).toEqual([0, 50013]);
    expect(reason()).toBe('replayed');
  });

  test('is refused once its domain is managed, and when its user is disabled', () => {
    const user = bench.opened.tenant.users.get(FAY);
    bench.opened.tenant.users.put({ ...user, enabled: false });
    expect(redeem(signed(fays(), signer))).toBe(50057);
    bench.opened.tenant.domains.convert('fabrikam.com', 'managed');
    expect(redeem(signed(fays(), signer))).toBe(50107);
  });
});

test('whatever comes as an assertion, the answer is a refusal', () => {
  const authentic = signed(fays(), signer);
  const mutated = fc
    .tuple(fc.nat(authentic.length - 1), fc.nat(40), fc.string({ maxLength: 20 }))
    .map(([at, length, text]) => authentic.slice(0, at) + text + authentic.slice(at + length));
  fc.assert(
    fc.property(fc.oneof(fc.string(), mutated), (xml) => {
      bench.desk.lockout.clear('');
      expect([0, 50008, 50013, 50107]).toContain(redeem(xml));
    }),
    { numRuns: 150 },
  );
  expect(bench.history.kind('assertion.accepted').every((event) => event.data?.['upn'] === FAY)).toBe(true);
});
