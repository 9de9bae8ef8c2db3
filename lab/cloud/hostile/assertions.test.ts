import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  signed,
  testSigner,
  unsigned,
  unsigned20,
  type Claims,
  type TestSigner,
} from '../assertions/assertion.fixture.ts';
import { FAY, FAY_ANCHOR, FEDERATION } from '../core/desk.fixture.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login/login.fixture.ts';

const EVE = 'eve@fabrikam.com';
const EVE_ANCHOR = 'RXZlRXZlRXZlRXZlRXZlRQ==';
const SAML2 = 'urn:oasis:names:tc:SAML:2.0:assertion';
const HERE = `${LOGIN}/login.srf`;

let signer: TestSigner;
let it: TestLogin;
let numbered = 0;

beforeAll(async () => {
  signer = await testSigner();
});

beforeEach(async () => {
  it = await startTestLogin();
  const { domains } = it.bench.opened.tenant;
  domains.setFederation('fabrikam.com', { ...FEDERATION, signingCertificate: signer.certificate });
  it.bench.opened.directory.add({ upn: EVE, sourceAnchor: EVE_ANCHOR, enabled: true, roles: [] });
});

afterEach(() => it[Symbol.asyncDispose]());

function claims(changes: Partial<Claims> = {}): Claims {
  const id = `_hostile-${++numbered}`;
  const { issuerUri: issuer } = FEDERATION;
  return { id, issuer, immutableId: FAY_ANCHOR, upn: FAY, now: it.empty.lab.now(), ...changes };
}

/** The AADSTS code of the answer to an assertion as a grant; 0 when it was taken. */
async function judged(xml: string, version: '1_1' | '2' = '1_1'): Promise<number> {
  const grant_type = `urn:ietf:params:oauth:grant-type:saml${version}-bearer`;
  const assertion = Buffer.from(xml).toString('base64url');
  const { status, json, text } = await it.token({ grant_type, assertion });
  expect(text).not.toMatch(/\.ts:|node_modules|xmldom/);
  return status === 200 ? 0 : ((json as { error_codes: number[] }).error_codes[0] ?? -1);
}

const signature = (xml: string): string => /<ds:Signature.*<\/ds:Signature>/s.exec(xml)?.[0] ?? '';
const whoCame = () => it.bench.desk.log.newest(1)[0];

describe('signature wrapping', () => {
  /** Each builds a document around an authentic assertion of Fay, which names Eve somewhere else. */
  test.each<[string, (authentic: string, eves: string) => string]>([
    ['beside it, in one root', (fays, eves) => `<a>${eves}${fays}</a>`],
    ['round it', (fays, eves) => eves.replace('</saml:Assertion>', `${fays}</saml:Assertion>`)],
    [
      'round it, with its signature',
      (fays, eves) => eves.replace('</saml:Assertion>', `${signature(fays)}${fays}</saml:Assertion>`),
    ],
    [
      'inside its signature',
      (fays, eves) => fays.replace('</ds:Signature>', `<ds:Object>${eves}</ds:Object></ds:Signature>`),
    ],
    [
      'with the authentic one inside the signature of its own',
      (fays, eves) =>
        eves.replace(
          '</saml:Assertion>',
          `${signature(fays).replace('</ds:Signature>', `<ds:Object>${fays.replace(signature(fays), '')}</ds:Object></ds:Signature>`)}</saml:Assertion>`,
        ),
    ],
    [
      'under the id of the authentic one',
      (fays, eves) => {
        const id = /AssertionID="([^"]+)"/.exec(fays)?.[1] ?? '';
        const same = eves.replace(/AssertionID="[^"]+"/, `AssertionID="${id}"`);
        return same.replace('</saml:Assertion>', `${signature(fays)}${fays}</saml:Assertion>`);
      },
    ],
    ['with a signature that covers nothing', (fays, eves) => withReference(eves, fays, '')],
    ['with a signature that covers another', (fays, eves) => withReference(eves, fays, '#_elsewhere')],
    [
      'with two signatures',
      (fays) => fays.replace('</saml:Assertion>', `${signature(fays)}</saml:Assertion>`),
    ],
    [
      'with two references',
      (fays) => fays.replace(/(<ds:Reference.*<\/ds:Reference>)/s, (one) => `${one}${one}`),
    ],
  ])('%s is refused', async (_name, build) => {
    const fays = signed(unsigned(claims()), signer);
    const eves = unsigned(claims({ immutableId: EVE_ANCHOR, upn: EVE }));
    expect([50008, 50107]).toContain(await judged(build(fays, eves)));
    expect(it.bench.history.kind('assertion.accepted')).toEqual([]);
  });

  function withReference(eves: string, fays: string, uri: string): string {
    const changed = signature(fays).replace(/URI="[^"]*"/, `URI="${uri}"`);
    return eves.replace('</saml:Assertion>', `${changed}</saml:Assertion>`);
  }
});

describe('names cut in two', () => {
  test.each([
    ['a comment', `${FAY.slice(0, 3)}<!-- -->${FAY.slice(3)}`],
    ['a processing instruction', `${FAY.slice(0, 3)}<?x y?>${FAY.slice(3)}`],
    ['a CDATA section', `${FAY.slice(0, 3)}<![CDATA[${FAY.slice(3)}]]>`],
  ])('by %s after signing are read whole or refused', async (_name, cut) => {
    const xml = signed(unsigned(claims()), signer).replace(FAY, cut);
    expect([0, 50008]).toContain(await judged(xml));
    for (const event of it.bench.history.kind('assertion.accepted')) expect(event.data?.['upn']).toBe(FAY);
  });

  test('before signing are read whole: a name that ends elsewhere is another name', async () => {
    const twisted = unsigned(claims({ immutableId: EVE_ANCHOR })).replace(FAY, `${FAY}<!---->.evil.example`);
    expect(await judged(signed(twisted, signer))).toBe(0);
    expect(whoCame()).toMatchObject({ upn: EVE });
    const anchor = unsigned(claims()).replaceAll(FAY_ANCHOR, `${EVE_ANCHOR}<!---->${FAY_ANCHOR}`);
    expect(await judged(signed(anchor, signer))).not.toBe(0);
  });
});

describe('what XML can do', () => {
  test.each([
    ['an internal entity', '<!DOCTYPE a [<!ENTITY e "x">]>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
    ['an external document type', '<!DOCTYPE a SYSTEM "https://evil.example/a.dtd">'],
    ['a document type in another case', '<!doctype a>'],
    ['a bomb of entities', `<!DOCTYPE a [${'<!ENTITY e "xxxxxxxxxx">'.repeat(100)}]>`],
  ])('%s is refused', async (_name, prolog) => {
    expect(await judged(`${prolog}${signed(unsigned(claims()), signer)}`)).toBe(50008);
  });

  test.each([
    ['two thousand levels', `${'<a>'.repeat(2_000)}${'</a>'.repeat(2_000)}`],
    ['two thousand attributes', `<a ${Array.from({ length: 2_000 }, (_, n) => `b${n}=""`).join(' ')}/>`],
    ['an unknown entity', '&e;'],
    ['a control character', '&#0;'],
  ])('%s leave it standing', async (_name, inner) => {
    const xml = unsigned(claims()).replace('</saml:Assertion>', `${inner}</saml:Assertion>`);
    expect(await judged(xml)).toBe(50008);
  });
});

describe('a SAML 2.0 assertion', () => {
  const confirmed = (data: string): string =>
    unsigned20(claims()).replace(
      '</saml:Subject>',
      `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData ${data}/></saml:SubjectConfirmation></saml:Subject>`,
    );
  const soon = (ms: number): string => new Date(it.empty.lab.now() + ms).toISOString();

  test.each([
    ['our return address', `Recipient="${HERE}"`, 0],
    ['our token endpoint', `Recipient="${LOGIN}/common/oauth2/v2.0/token"`, 0],
    ['another service', 'Recipient="https://evil.example/login.srf"', 50008],
    ['another path of ours', `Recipient="${LOGIN}/common/login"`, 50008],
    ['our address without TLS', `Recipient="${HERE.replace('https', 'http')}"`, 50008],
    [
      'a name that begins as ours',
      'Recipient="https://login.microsoftonline.com.evil.example/login.srf"',
      50008,
    ],
    ['nowhere', 'Recipient="x"', 50008],
  ])('addressed to %s is judged so', async (_name, data, code) => {
    expect(await judged(signed(confirmed(data), signer), '2')).toBe(code);
  });

  test('is no longer good once its bearer’s time is over', async () => {
    const xml = signed(confirmed(`NotOnOrAfter="${soon(60_000)}"`), signer);
    await it.empty.lab.advance(7 * 60_000);
    expect(await judged(xml, '2')).toBe(50013);
  });

  test('is read for what its own version says, whatever it pretends to be', async () => {
    const xml = signed(unsigned20(claims()), signer);
    expect(await judged(xml.replace('Version="2.0"', 'MajorVersion="1" MinorVersion="1"'), '2')).toBe(50008);
    expect(await judged(xml.replaceAll(SAML2, 'urn:oasis:names:tc:SAML:1.0:assertion'), '2')).toBe(50008);
  });
});

test.each<[string, (now: number) => Partial<Claims>, number]>([
  ['expired', (now) => ({ now: now - 2 * 3_600_000 }), 50013],
  ['not yet valid', (now) => ({ now: now + 3_600_000 }), 50013],
  ['addressed to another cloud', () => ({ audience: 'urn:federation:Other' }), 50008],
  ['of an issuer that nobody trusts', () => ({ issuer: 'http://sts.evil.example' }), 50107],
])('an assertion that is %s is refused over the wire', async (_name, changes, code) => {
  expect(await judged(signed(unsigned(claims(changes(it.empty.lab.now()))), signer))).toBe(code);
});

test('an assertion is good once, in whatever form it comes again', async () => {
  const xml = signed(unsigned(claims()), signer);
  expect(await judged(xml)).toBe(0);
  expect(await judged(`<?xml version="1.0"?>\n${xml}\n`)).toBe(50013);
  expect(await judged(xml.replace('<saml:Conditions', '<saml:Conditions  '))).toBe(50013);
});
