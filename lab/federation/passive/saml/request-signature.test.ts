import { sign, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { Markup } from '../../markup.ts';
import { generateKeys } from '../../../pki/key-source.ts';
import { createSigner, type Signer } from '../../signer.ts';
import { startTestFarm, USER, type TestFarm } from '../../test-farm.fixture.ts';

const CREDENTIALS = { UserName: USER.upn, Password: USER.password };
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const RSA_SHA1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';

let key: KeyObject;
let signer: Signer;
let stranger: KeyObject;

beforeAll(async () => {
  const keys = generateKeys();
  const pair = await keys.signingKey('relying party');
  key = pair.privateKey;
  stranger = (await keys.signingKey('stranger')).privateKey;
  signer = await createSigner('relying party', pair);
});

function authnRequest(id = '_r1'): string {
  return `<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="${id}" Version="2.0" IssueInstant="2026-01-05T08:00:00Z"><a:Issuer xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion">urn:federation:MicrosoftOnline</a:Issuer></p:AuthnRequest>`;
}

interface Signing {
  readonly by?: KeyObject;
  readonly algorithm?: string;
  readonly alter?: (query: string) => string;
}

/** By the redirect binding, signed beside the XML. */
function signedRedirect({
  by = key,
  algorithm = RSA_SHA256,
  alter = (query) => query,
}: Signing = {}): string {
  const SAMLRequest = deflateRawSync(authnRequest()).toString('base64');
  const query = new URLSearchParams({ SAMLRequest, RelayState: 'a b', SigAlg: algorithm }).toString();
  const hash = algorithm === RSA_SHA1 ? 'sha1' : 'sha256';
  const signature = sign(hash, Buffer.from(query), by).toString('base64');
  return `/adfs/ls/?${alter(`${query}&Signature=${encodeURIComponent(signature)}`)}`;
}

const unsigned = (id?: string): string =>
  `/adfs/ls/?${new URLSearchParams({ SAMLRequest: deflateRawSync(authnRequest(id)).toString('base64') }).toString()}`;

function farmThat(required: boolean): Promise<TestFarm> {
  const requestSigningCertificates = [signer.certificate];
  return startTestFarm({
    relyingParty: { signedSamlRequestsRequired: required, requestSigningCertificates },
  });
}

async function outcomes(farm: TestFarm, path: string): Promise<boolean[]> {
  const asked = await farm.ask(path);
  const answered = await farm.ask(path, { form: CREDENTIALS });
  return [asked.status === 200, answered.status === 200 && answered.text.includes('SAMLResponse')];
}

const OTHER = deflateRawSync(authnRequest('_other')).toString('base64');

describe('a trust that wants requests signed', () => {
  test('answers one that is signed beside its XML, and keeps it through the sign-in page', async () => {
    await using farm = await farmThat(true);
    expect(await outcomes(farm, signedRedirect())).toEqual([true, true]);
  });

  test('answers one whose XML is signed, by post and through the page', async () => {
    await using farm = await farmThat(true);
    const xml = signer.sign(new Markup(authnRequest()), 'saml2').text;
    const form = { SAMLRequest: Buffer.from(xml).toString('base64') };
    const { text } = await farm.ask('/adfs/ls/', { form });
    const action = (/action="([^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
    expect((await farm.ask(action, { form: CREDENTIALS })).text).toContain('SAMLResponse');
    const altered = xml.replace('Version="2.0"', 'Version="2.0" ForceAuthn="1"');
    const forged = { SAMLRequest: Buffer.from(altered).toString('base64') };
    expect((await farm.ask('/adfs/ls/', { form: forged })).text).toContain('MSIS0038');
  });

  test.each<[string, () => string]>([
    ['not signed', () => unsigned()],
    ['signed by a stranger', () => signedRedirect({ by: stranger })],
    ['signed with SHA-1', () => signedRedirect({ algorithm: RSA_SHA1 })],
    [
      'another request than was signed',
      () =>
        signedRedirect({
          alter: (query) => query.replace(/SAMLRequest=[^&]*/, `SAMLRequest=${encodeURIComponent(OTHER)}`),
        }),
    ],
    ['with another relay state', () => signedRedirect({ alter: (query) => query.replace('a+b', 'evil') })],
    [
      'without its relay state',
      () => signedRedirect({ alter: (query) => query.replace('RelayState=a+b&', '') }),
    ],
    ['with two signatures', () => signedRedirect({ alter: (query) => `${query}&Signature=AAAA` })],
    [
      'with two requests',
      () => signedRedirect({ alter: (query) => `SAMLRequest=${encodeURIComponent(OTHER)}&${query}` }),
    ],
    [
      'with an empty signature',
      () => signedRedirect({ alter: (query) => query.replace(/Signature=.*/, 'Signature=') }),
    ],
  ])('refuses one that is %s, before any password', async (_name, path) => {
    await using farm = await farmThat(true);
    expect(await outcomes(farm, path())).toEqual([false, false]);
    expect((await farm.ask(path())).text).toContain('MSIS0038');
    expect(farm.forest.checks).toBe(0);
  });
});

test('a trust that does not want it answers without a signature, but not with a wrong one', async () => {
  await using farm = await farmThat(false);
  expect(await outcomes(farm, unsigned())).toEqual([true, true]);
  expect(await outcomes(farm, signedRedirect({ by: stranger }))).toEqual([false, false]);
});

describe('a request that was answered', () => {
  test('is refused when it comes again, whoever brings it, and forgotten when it is too old', async () => {
    await using farm = await startTestFarm();
    const { cookie } = await farm.ask(unsigned(), { form: CREDENTIALS });
    for (const more of [{}, { cookie }, { form: CREDENTIALS }]) {
      const again = await farm.ask(unsigned(), more);
      expect([again.status, again.text.includes('SAMLResponse')]).toEqual([400, false]);
      expect(again.text).toContain('answered before');
    }
    expect((await farm.ask(unsigned('_r2'), { cookie })).text).toContain('SAMLResponse');
    expect((await farm.ask(unsigned('_r3'))).text).toContain('name="Password"');
    expect((await farm.ask(unsigned('_r3'))).text).toContain('name="Password"');
  });

  test('is answered again where that is the setting', async () => {
    await using farm = await startTestFarm({ samlRequestReplay: 'answered' });
    for (let time = 0; time < 2; time++)
      expect((await farm.ask(unsigned(), { form: CREDENTIALS })).text).toContain('SAMLResponse');
  });
});
