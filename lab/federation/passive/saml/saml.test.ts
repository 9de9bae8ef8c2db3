import { deflateRawSync } from 'node:zlib';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { XmlError } from '../../errors.ts';
import { startTestFarm, USER, type TestAnswer, type TestFarm } from '../../test-farm.fixture.ts';
import { decoded, inflated, readAuthnRequest } from './authn-request.ts';

const CREDENTIALS = { UserName: USER.upn, Password: USER.password };

interface Wanted {
  readonly issuer?: string;
  readonly attributes?: string;
  readonly at?: string;
  readonly id?: string;
}

function authnRequest({
  issuer = 'urn:federation:MicrosoftOnline',
  attributes = '',
  at,
  id = '_r1',
}: Wanted = {}): string {
  return `<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="${id}" Version="2.0" ${attributes}
    IssueInstant="${at ?? '2026-01-05T08:00:00Z'}"><a:Issuer xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</a:Issuer></p:AuthnRequest>`;
}

function redirect(wanted: Wanted = {}): string {
  const encoded = deflateRawSync(authnRequest(wanted)).toString('base64');
  return `/adfs/ls/?${new URLSearchParams({ SAMLRequest: encoded, RelayState: 'a"><b' }).toString()}`;
}

/** The SAML response in a page's form. */
function responseIn({ text }: TestAnswer): string {
  const encoded = /name="SAMLResponse" value="([^"]*)"/.exec(text)?.[1] ?? '';
  return Buffer.from(encoded, 'base64').toString('utf8');
}

function verified(xml: string, farm: TestFarm): boolean {
  const [assertion] = [...new DOMParser().parseFromString(xml, 'text/xml').getElementsByTagName('Assertion')];
  const [signature] = [...(assertion?.getElementsByTagName('ds:Signature') ?? [])];
  const pem = `-----BEGIN CERTIFICATE-----\n${farm.federation.settings.signingCertificate}\n-----END CERTIFICATE-----`;
  const check = new SignedXml({ publicCert: pem, getCertFromKeyInfo: () => null });
  check.loadSignature(String(signature));
  return check.checkSignature(String(assertion));
}

test('a request by redirect is answered by post with a signed assertion and the relay state', async () => {
  await using farm = await startTestFarm();
  expect((await farm.ask(redirect())).text).toContain('name="Password"');
  const answer = await farm.ask(redirect(), { form: CREDENTIALS });
  expect(answer.text).toContain('action="https://login.microsoftonline.com/login.srf"');
  expect(answer.text).toContain('name="RelayState" value="a&quot;&gt;&lt;b"');
  const xml = responseIn(answer);
  expect(xml).toContain('InResponseTo="_r1"');
  expect(xml).toContain('urn:oasis:names:tc:SAML:2.0:status:Success');
  expect(xml).toMatch(/<NameID Format="[^"]*:persistent">AQIDBAUGBwgJCgsMDQ4PEA==<\/NameID>/);
  expect(xml).toContain(`<Attribute Name="IDPEmail"><AttributeValue>${USER.upn}</AttributeValue>`);
  expect(verified(xml, farm)).toBe(true);
  expect(verified(xml.replace(USER.upn, 'bob@fabrikam.com'), farm)).toBe(false);
});

test('a request by post keeps itself through the form', async () => {
  await using farm = await startTestFarm();
  const SAMLRequest = Buffer.from(authnRequest()).toString('base64');
  const { text } = await farm.ask('/adfs/ls/', { form: { SAMLRequest, RelayState: 'rs' } });
  const action = (/action="([^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
  const answer = await farm.ask(action, { form: CREDENTIALS });
  expect(responseIn(answer)).toContain('InResponseTo="_r1"');
  expect(answer.text).toContain('name="RelayState" value="rs"');
});

test('ForceAuthn asks in spite of a session, IsPassive never asks', async () => {
  await using farm = await startTestFarm();
  const { cookie } = await farm.ask(redirect(), { form: CREDENTIALS });
  expect(responseIn(await farm.ask(redirect({ id: '_r2' }), { cookie }))).toContain('status:Success');
  expect(
    (await farm.ask(redirect({ id: '_r3', attributes: 'ForceAuthn="true"' }), { cookie })).text,
  ).toContain('Password');
  const passive = redirect({ id: '_r4', attributes: 'IsPassive="true"' });
  expect(responseIn(await farm.ask(passive))).toContain('status:NoPassive');
  expect(responseIn(await farm.ask(passive, { cookie }))).toContain('status:Success');
});

test.each<[string, Wanted]>([
  ['another issuer', { issuer: 'urn:other' }],
  ['another consumer', { attributes: 'AssertionConsumerServiceURL="https://evil.example/"' }],
  ['another binding', { attributes: 'ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"' }],
  ['another destination', { attributes: 'Destination="https://evil.example/adfs/ls/"' }],
  ['an old request', { at: '2026-01-05T07:45:00Z' }],
  ['a request of the future', { at: '2026-01-05T08:10:00Z' }],
  ['a document type', { issuer: ']><!DOCTYPE a>' }],
])('%s is refused', async (_what, wanted) => {
  await using farm = await startTestFarm();
  const answer = await farm.ask(redirect(wanted), { form: CREDENTIALS });
  expect([answer.status, answer.text.includes('SAMLResponse')]).toEqual([400, false]);
  expect(farm.forest.checks).toBe(0);
});

test('a compressed bomb is refused', () => {
  const bomb = deflateRawSync(Buffer.alloc(4_000_000, 'a')).toString('base64');
  expect(() => inflated(bomb)).toThrow(XmlError);
  expect(() => decoded('a'.repeat(20_000))).toThrow(XmlError);
});

test('no request makes the reader throw anything but XmlError', () => {
  const whole = authnRequest({ attributes: 'ForceAuthn="1"' });
  const mutated = fc
    .tuple(fc.nat(whole.length), fc.nat(30), fc.constantFrom('', '<', '&#0;', '</', '"', 'ID="', '<![CDATA['))
    .map(([at, cut, put]) => whole.slice(0, at) + put + whole.slice(at + cut));
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 100 }), mutated), (text) => {
      for (const read of [() => readAuthnRequest(text), () => inflated(text), () => decoded(text)]) {
        try {
          read();
        } catch (error) {
          expect(error).toBeInstanceOf(XmlError);
        }
      }
    }),
    { numRuns: 300, seed: 11 },
  );
});

test("the farm's own sign-in page is there only when it is enabled", async () => {
  await using off = await startTestFarm();
  expect((await off.ask('/adfs/ls/idpinitiatedsignon.htm')).status).toBe(400);
  await using farm = await startTestFarm({ idpInitiatedSignOn: true });
  const { cookie, text } = await farm.ask('/adfs/ls/IdpInitiatedSignOn.htm', { form: CREDENTIALS });
  expect(text).toContain('Microsoft Office 365 Identity Platform');
  const form = { RelyingParty: 'urn:federation:MicrosoftOnline' };
  const xml = responseIn(await farm.ask('/adfs/ls/idpinitiatedsignon.htm', { form, cookie }));
  expect([xml.includes('status:Success'), xml.includes('InResponseTo')]).toEqual([true, false]);
});
