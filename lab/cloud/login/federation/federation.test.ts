import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  signed,
  testSigner,
  unsigned,
  unsigned20,
  type TestSigner,
} from '../../assertions/assertion.fixture.ts';
import { accessPolicy } from '../../core/access/policy.ts';
import { FAY, FAY_ANCHOR, FEDERATION } from '../../core/desk.fixture.ts';
import { federationSettings } from '../../core/federation-settings.ts';
import type { Answer } from '../../empty-lab.fixture.ts';
import { textOn } from '../../../devices/page.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { locationOf, TestBrowser } from '../test-browser.fixture.ts';

const REDIRECT = 'https://app.example/back';

let it: TestLogin;
let signer: TestSigner;
let browser: TestBrowser;
let clientId: string;
let numbered = 0;

beforeEach(async () => {
  it = await startTestLogin({ askToStaySignedIn: false });
  signer = await testSigner();
  federate({});
  browser = new TestBrowser(it.call);
  clientId = it.register({
    name: 'Web',
    redirectUris: { web: [REDIRECT] },
    secrets: [{ value: 'a secret' }],
  }).appId;
});

afterEach(() => it[Symbol.asyncDispose]());

function federate(more: object): void {
  const settings = { ...FEDERATION, signingCertificate: signer.certificate, ...more };
  it.bench.opened.tenant.domains.setFederation('fabrikam.com', federationSettings.parse(settings));
}

function start(more: Record<string, string> = {}): Promise<Answer> {
  const basics = {
    client_id: clientId,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'openid',
    login_hint: FAY,
  };
  const query = new URLSearchParams({ ...basics, state: 's', ...more }).toString();
  return browser.get(`${LOGIN}/fabrikam.com/oauth2/v2.0/authorize?${query}`);
}

function claims(changes = {}) {
  const id = `_${++numbered}`;
  return {
    id,
    issuer: FEDERATION.issuerUri,
    immutableId: FAY_ANCHOR,
    upn: FAY,
    now: it.empty.lab.now(),
    ...changes,
  };
}

function wresult(changes = {}, by = signer): string {
  const token = `<t:RequestedSecurityToken>${signed(unsigned(claims(changes)), by)}</t:RequestedSecurityToken>`;
  return `<t:RequestSecurityTokenResponse xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust">${token}</t:RequestSecurityTokenResponse>`;
}

const SRF = `${LOGIN}/login.srf`;

describe('WS-Federation', () => {
  test('leads to the provider with the sign-in it is for, and from there to the application', async () => {
    const sent = locationOf(await start());
    expect(sent.origin + sent.pathname).toBe('https://sts.fabrikam.com/adfs/ls/');
    expect(Object.fromEntries(sent.searchParams)).toMatchObject({
      username: FAY,
      wa: 'wsignin1.0',
      wtrealm: 'urn:federation:MicrosoftOnline',
    });
    expect(sent.searchParams.has('wfresh')).toBe(false);
    const wctx = sent.searchParams.get('wctx') ?? '';
    const back = locationOf(await browser.post(SRF, { wa: 'wsignin1.0', wresult: wresult(), wctx }));
    expect(back.href).toMatch(/^https:\/\/app\.example\/back\?code=/);
    const again = locationOf(await start());
    expect(again.searchParams.get('code')).toBeTruthy();
    expect(it.bench.desk.log.newest(1)).toMatchObject([{ upn: FAY, method: 'federated', errorCode: 0 }]);
  });

  test.each([
    [
      'translateToFreshPasswordAuthentication',
      '0',
      'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
      null,
    ],
    ['nativeSupport', null, null, 'login'],
    ['disabled', '0', null, null],
  ])('makes of prompt=login what %s says', async (promptLoginBehavior, wfresh, wauth, prompt) => {
    federate({ promptLoginBehavior });
    const { searchParams } = locationOf(await start({ prompt: 'login' }));
    const names = ['wfresh', 'wauth', 'prompt'].map((name) => searchParams.get(name));
    expect(names).toEqual([wfresh, wauth, prompt]);
  });

  test('takes nothing into another browser, nor without what the provider must say', async () => {
    const wctx = locationOf(await start()).searchParams.get('wctx') ?? '';
    const stranger = new TestBrowser(it.call);
    const stolen = await stranger.post(SRF, { wresult: wresult(), wctx });
    expect(textOn(stolen.text, 'errorCode')).toBe('50089');
    const code = async (form: Record<string, string>) =>
      textOn((await browser.post(SRF, { wctx, ...form })).text, 'errorCode');
    expect(await code({ wresult: '<nonsense' })).toBe('50008');
    expect(await code({})).toBe('50008');
    expect(await code({ wresult: wresult({}, await testSigner()) })).toBe('50008');
    expect(await code({ wresult: wresult({ audience: 'urn:other' }) })).toBe('50008');
    const once = wresult();
    expect((await browser.post(SRF, { wctx, wresult: once })).status).toBe(302);
    expect(await code({ wresult: once })).toBe('50013');
    expect(stranger.cookies.has('ESTSAUTH')).toBe(false);
  });

  test('takes an assertion that no sign-in asked for as a session and nothing else', async () => {
    const page = await browser.post(SRF, { wresult: wresult() });
    expect(page.text).toContain('You are signed in as fay');
    expect(browser.cookies.has('ESTSAUTH')).toBe(true);
  });

  test('accepts the provider’s next certificate too', async () => {
    const next = await testSigner();
    const wctx = locationOf(await start()).searchParams.get('wctx') ?? '';
    const refused = await browser.post(SRF, { wctx, wresult: wresult({}, next) });
    expect(textOn(refused.text, 'errorCode')).toBe('50008');
    federate({ nextSigningCertificate: next.certificate });
    expect((await browser.post(SRF, { wctx, wresult: wresult({}, next) })).status).toBe(302);
    expect((await browser.post(SRF, { wctx, wresult: wresult() })).status).toBe(302);
  });

  test('asks a provider once for the second factor that a policy wants, and then says that it is missing', async () => {
    federate({ federatedIdpMfaBehavior: 'enforceMfaByFederatedIdp' });
    it.bench.opened.tenant.access.put(accessPolicy.parse({ name: 'MFA for all' }));
    const first = locationOf(await start()).searchParams.get('wctx') ?? '';
    const second = locationOf(await browser.post(SRF, { wctx: first, wresult: wresult() })).searchParams;
    expect(second.get('wauth')).toBe('http://schemas.microsoft.com/claims/multipleauthn');
    const page = await browser.post(SRF, { wctx: second.get('wctx') ?? '', wresult: wresult() });
    expect(page.status).toBe(200);
    expect(textOn(page.text, 'errorCode')).toMatch(/^500\d\d$/);
    expect(browser.cookies.has('ESTSAUTH')).toBe(false);
  });

  test('a domain_hint leads straight to its provider; one that means nothing is ignored', async () => {
    const hinted = await start({ login_hint: '', domain_hint: 'fabrikam.com' });
    expect(locationOf(hinted).hostname).toBe('sts.fabrikam.com');
    expect((await start({ login_hint: '', domain_hint: 'nowhere.example' })).text).toContain('id="i0116"');
  });
});

describe('SAML 2.0', () => {
  const response = (
    inResponseTo: string,
    changes = {},
    by = signer,
    signedAnswers = inResponseTo,
  ): string => {
    const status = '<p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>';
    const xml = `<p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r" Version="2.0" InResponseTo="${inResponseTo}">${status}${signed(unsigned20(claims(changes), signedAnswers || undefined), by)}</p:Response>`;
    return Buffer.from(xml).toString('base64');
  };

  async function asked() {
    federate({ preferredAuthenticationProtocol: 'saml' });
    const { searchParams } = locationOf(await start());
    const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
    return {
      xml,
      id: / ID="([^"]+)"/.exec(xml)?.[1] ?? '',
      RelayState: searchParams.get('RelayState') ?? '',
    };
  }

  test('asks, and takes the answer to what was asked', async () => {
    const { xml, id, RelayState } = await asked();
    expect(xml).toContain(
      '<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">urn:federation:MicrosoftOnline</saml:Issuer>',
    );
    const back = locationOf(await browser.post(SRF, { RelayState, SAMLResponse: response(id) }));
    expect(back.searchParams.get('code')).toBeTruthy();
  });

  test('refuses an answer to another question, and one that a stranger signed', async () => {
    const { id, RelayState } = await asked();
    const code = async (SAMLResponse: string) =>
      textOn((await browser.post(SRF, { RelayState, SAMLResponse })).text, 'errorCode');
    expect(await code(response('_other'))).toBe('75005');
    expect(await code(response(id, {}, signer, '_other')), 'signed for another').toBe('75005');
    expect(await code(response(id, {}, signer, '')), 'signed for none').toBe('75005');
    expect(await code(response(id, {}, await testSigner()))).toBe('50008');
    expect(await code(response(id, { audience: 'urn:other' }))).toBe('50008');
    expect(await code('bm9uc2Vuc2U=')).toBe('50008');
  });

  test('an assertion of version 2.0 is a grant as well', async () => {
    const assertion = Buffer.from(signed(unsigned20(claims()), signer)).toString('base64url');
    const grant_type = 'urn:ietf:params:oauth:grant-type:saml2-bearer';
    expect(await it.token({ grant_type, assertion })).toMatchObject({ status: 200 });
    expect(await it.token({ grant_type, assertion })).toMatchObject({ json: { error_codes: [50013] } });
  });
});
