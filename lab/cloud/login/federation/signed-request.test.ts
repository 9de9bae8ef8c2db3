import { verify, X509Certificate } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FederationInput } from '../../core/federation-settings.ts';
import { FAY, PROVIDER } from '../../core/desk.fixture.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { locationOf, TestBrowser } from '../test-browser.fixture.ts';

let it: TestLogin;
let browser: TestBrowser;

beforeEach(async () => {
  it = await startTestLogin();
  browser = new TestBrowser(it.call);
});

afterEach(() => it[Symbol.asyncDispose]());

function federate(more: Partial<FederationInput>): void {
  const saml = { ...PROVIDER, preferredAuthenticationProtocol: 'saml' } as const;
  it.bench.opened.tenant.domains.setFederation('fabrikam.com', { ...saml, ...more });
}

async function sent(): Promise<URL> {
  const asked = { client_id: CLI, response_type: 'code', redirect_uri: 'http://localhost', scope: 'openid' };
  const query = new URLSearchParams({ ...asked, login_hint: FAY }).toString();
  return locationOf(await browser.get(`${LOGIN}/organizations/oauth2/v2.0/authorize?${query}`));
}

const idIn = ({ searchParams }: URL): string => {
  const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
  return / ID="([^"]+)"/.exec(xml)?.[1] ?? '';
};

async function isSigned({ search, searchParams }: URL): Promise<boolean> {
  const { keys } = (await it.call(`${LOGIN}/common/discovery/v2.0/keys`)).json as {
    keys: { x5c: string[] }[];
  };
  const certificate = new X509Certificate(Buffer.from(keys[0]?.x5c[0] ?? '', 'base64'));
  const signed = ['SAMLRequest', 'RelayState', 'SigAlg'].map(
    (name) => new RegExp(`[?&](${name}=[^&]*)`).exec(search)?.[1],
  );
  const signature = Buffer.from(searchParams.get('Signature') ?? '', 'base64');
  return verify('sha256', Buffer.from(signed.join('&')), certificate.publicKey, signature);
}

test('a provider that wants requests signed gets them signed by a key of the JWKS', async () => {
  federate({ isSignedAuthenticationRequestRequired: true });
  const to = await sent();
  expect(to.searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
  expect(await isSigned(to)).toBe(true);
});

test('others get them unsigned, and each request is another one', async () => {
  federate({});
  const [first, second] = [await sent(), await sent()];
  expect(first.searchParams.has('Signature')).toBe(false);
  expect(idIn(first)).not.toBe(idIn(second));
});
