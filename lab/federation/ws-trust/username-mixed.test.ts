import { createHash } from 'node:crypto';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { Ns, TRUST } from '../../ws-trust/namespaces.ts';
import { Path } from '../names.ts';
import { requestXml, startTestFarm, USER, type RequestOptions, type TestFarm } from '../test-farm.fixture.ts';

const PATHS = { '1.3': Path.trust13, '2005': Path.trust2005 };

async function ask(farm: TestFarm, options: RequestOptions, body = requestXml(options)) {
  const headers = { 'content-type': 'application/soap+xml; charset=utf-8', 'client-request-id': 'c-1' };
  const answered = await farm.ask(PATHS[options.version ?? '1.3'], { headers, body });
  return { status: answered.status, type: answered.headers['content-type'], text: answered.text };
}

function only(
  parent: { getElementsByTagNameNS: Element['getElementsByTagNameNS'] },
  ns: string,
  name: string,
): Element {
  const found = [...parent.getElementsByTagNameNS(ns, name)];
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} of ${name}`);
  return found[0];
}

describe.each(['1.3', '2005'] as const)('WS-Trust %s usernamemixed', (version) => {
  test('answers a right password with an assertion that verifies on its own', async () => {
    await using farm = await startTestFarm();
    const { status, type, text } = await ask(farm, { version });
    expect([status, type]).toEqual([200, 'application/soap+xml; charset=utf-8']);
    const document = new DOMParser().parseFromString(text, 'text/xml');
    const response = only(document, TRUST[version], 'RequestSecurityTokenResponse');
    expect(response.parentNode?.localName).toBe(
      version === '1.3' ? 'RequestSecurityTokenResponseCollection' : 'Body',
    );
    expect(only(response, TRUST[version], 'TokenType').textContent).toBe(
      'urn:oasis:names:tc:SAML:1.0:assertion',
    );
    expect(only(document, Ns.addressing, 'RelatesTo').textContent).toBe('urn:uuid:1');
    const assertion = only(only(response, TRUST[version], 'RequestedSecurityToken'), Ns.saml, 'Assertion');
    expect(verified(assertion.toString(), farm.federation.settings.signingCertificate)).toContain(
      USER.immutableId,
    );
    expect(assertion.getAttribute('Issuer')).toBe('http://sts.fabrikam.com/adfs/services/trust');
    const conditions = only(assertion, Ns.saml, 'Conditions');
    expect(conditions.getAttribute('NotBefore')).toBe('2026-01-05T08:00:00.000Z');
    expect(conditions.getAttribute('NotOnOrAfter')).toBe('2026-01-05T09:00:00.000Z');
    const values = [...assertion.getElementsByTagNameNS(Ns.saml, 'Attribute')].map((one) => [
      one.getAttribute('AttributeName'),
      one.textContent,
    ]);
    expect(values).toEqual([
      ['UPN', USER.upn],
      ['ImmutableID', USER.immutableId],
      ['insidecorporatenetwork', 'false'],
      [
        'authnmethodsreferences',
        'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
      ],
    ]);
    const kinds = farm.history
      .of('c-1')
      .map(({ kind, data }) => (kind === 'adfs.event' ? data?.['id'] : kind));
    expect(kinds).toEqual(['trust.requested', 1202, 1200, 'trust.issued']);
  });
});

/** The signed content, by xml-crypto with the pinned certificate only. */
function verified(assertion: string, certificate: string): string {
  const signatureNode = only(new DOMParser().parseFromString(assertion, 'text/xml'), DS, 'Signature');
  expect(only(signatureNode, DS, 'SignatureMethod').getAttribute('Algorithm')).toMatch(/rsa-sha256$/);
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`;
  const check = new SignedXml({
    publicCert: pem,
    idAttribute: 'AssertionID',
    getCertFromKeyInfo: () => null,
  });
  check.loadSignature(signatureNode.toString());
  expect(check.checkSignature(assertion)).toBe(true);
  return check.getSignedReferences()[0] ?? '';
}
const DS = 'http://www.w3.org/2000/09/xmldsig#';

test('an assertion that was tampered with does not verify', async () => {
  await using farm = await startTestFarm();
  const { text } = await ask(farm, {});
  const assertion = /<saml:Assertion.*<\/saml:Assertion>/s.exec(text)?.[0] ?? '';
  const other = createHash('sha256').update('other').digest('base64').slice(0, 22);
  expect(() =>
    verified(
      assertion.replaceAll(USER.immutableId, `${other}==`),
      farm.federation.settings.signingCertificate,
    ),
  ).toThrow();
});

test.each<[string, string, RequestOptions]>([
  ['a wrong password', 'a:FailedAuthentication', { password: 'wrong' }],
  ['an unknown user', 'a:FailedAuthentication', { userName: 'nobody@fabrikam.com' }],
  ['an empty password', 'a:FailedAuthentication', { password: '' }],
  ['another relying party', 'a:InvalidScope', { appliesTo: 'urn:other' }],
  [
    'a stale message',
    'a:InvalidSecurity',
    { created: '2026-01-05T07:40:00Z', expires: '2026-01-05T07:50:00Z' },
  ],
  [
    'a message of the future',
    'a:InvalidSecurity',
    { created: '2026-01-05T08:06:00Z', expires: '2026-01-05T08:16:00Z' },
  ],
  ['a document type', 'a:InvalidRequest', { prolog: '<!DOCTYPE e [<!ENTITY a "b">]>' }],
  ['two roots', 'a:InvalidRequest', { prolog: '<a/>' }],
])('%s is answered with HTTP 500 and %s', async (_what, subcode, options) => {
  await using farm = await startTestFarm();
  const { status, text } = await ask(farm, options);
  expect(status).toBe(500);
  const fault = only(new DOMParser().parseFromString(text, 'text/xml'), Ns.soap, 'Subcode');
  expect(fault.textContent).toBe(subcode);
  expect(text.includes('ID3242: ')).toBe(subcode === 'a:FailedAuthentication');
  expect(JSON.stringify(farm.history.all())).not.toContain('wrong"');
});

test('a forest that cannot be reached is no wrong password', async () => {
  await using farm = await startTestFarm();
  farm.forest.down = true;
  const { status, text } = await ask(farm, {});
  expect([status, text.includes('a:InternalServiceFault'), text.includes('ID3242')]).toEqual([
    500,
    true,
    false,
  ]);
});

test('more than 64 KiB is refused', async () => {
  await using farm = await startTestFarm();
  expect((await ask(farm, {}, ' '.repeat(70_000))).status).toBe(413);
});
