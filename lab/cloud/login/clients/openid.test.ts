import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../apps/app.ts';
import { wallNow } from '../../../clock/wall.ts';
import { ADA, AGENT } from '../../core/desk.fixture.ts';
import { LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { locationOf, TestBrowser } from '../test-browser.fixture.ts';
import { fetchThrough } from './network.fixture.ts';

const SECRET = 'a client secret';
const REDIRECT = 'https://app.example/back';
const SCOPE = 'openid profile offline_access';

let it: TestLogin;
let app: App;
let issuer: URL;

beforeEach(async () => {
  it = await startTestLogin({ askToStaySignedIn: false });
  await it.empty.lab.advance(wallNow() - it.empty.lab.now());
  app = it.register({
    name: 'Web',
    redirectUris: { web: [REDIRECT] },
    secrets: [{ value: SECRET }],
    idTokens: true,
  });
  issuer = new URL(`${LOGIN}/${it.bench.opened.tenant.id}/v2.0`);
});

afterEach(() => it[Symbol.asyncDispose]());

async function signIn(url: URL): Promise<URL> {
  url.searchParams.set('login_hint', ADA);
  const browser = new TestBrowser(it.call);
  return locationOf(await browser.submit(await browser.get(url.href), { passwd: 'secret' }));
}

describe('openid-client', () => {
  const configured = () =>
    openid.discovery(issuer, app.appId, SECRET, undefined, { [openid.customFetch]: fetchThrough(it.call) });

  test('discovers, signs in with PKCE and a nonce, refreshes', async () => {
    const config = await configured();
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()];
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: REDIRECT,
      scope: SCOPE,
      state: expectedState,
      nonce: expectedNonce,
      max_age: '600',
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, maxAge: 600 };
    const tokens = await openid.authorizationCodeGrant(config, await signIn(url), checks);
    expect(tokens.claims()).toMatchObject({ preferred_username: ADA, ver: '2.0' });
    const renewed = await openid.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(renewed.claims()?.sub).toBe(tokens.claims()?.sub);
  });

  test('hears why there is no code, and why a code is no good', async () => {
    const config = await configured();
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: REDIRECT,
      scope: SCOPE,
      prompt: 'none',
    });
    const back = locationOf(await new TestBrowser(it.call).get(url.href));
    await expect(openid.authorizationCodeGrant(config, back)).rejects.toMatchObject({
      error: 'login_required',
    });
    const wrong = openid.authorizationCodeGrant(config, new URL(`${REDIRECT}?code=made-up`));
    await expect(wrong).rejects.toMatchObject({ error: 'invalid_grant', status: 400 });
  });

  test('signs an application in for itself', async () => {
    const tokens = await openid.clientCredentialsGrant(await configured(), {
      scope: 'https://graph.microsoft.com/.default',
    });
    expect(tokens.token_type).toBe('bearer');
  });
});

describe('oauth4webapi and jose', () => {
  const options = () => ({ [oauth.customFetch]: fetchThrough(it.call) });

  async function discovered(): Promise<oauth.AuthorizationServer> {
    return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options()));
  }

  test('hold the service to its discovery document, and verify with its keys across a rollover', async () => {
    const as = await discovered();
    const [client, auth] = [{ client_id: app.appId }, oauth.ClientSecretBasic(SECRET)];
    const verifier = oauth.generateRandomCodeVerifier();
    const url = new URL(String(as.authorization_endpoint));
    const challenge = await oauth.calculatePKCECodeChallenge(verifier);
    url.search = new URLSearchParams({
      ...{ client_id: app.appId, redirect_uri: REDIRECT, response_type: 'code', scope: SCOPE },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    }).toString();
    const params = oauth.validateAuthResponse(as, client, await signIn(url), oauth.expectNoState);
    const keys = createRemoteJWKSet(new URL(String(as.jwks_uri)), {
      [joseFetch]: fetchThrough(it.call),
      cooldownDuration: 0,
    });
    const answer = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      auth,
      params,
      REDIRECT,
      verifier,
      options(),
    );
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer, { requireIdToken: true });
    const rules = { issuer: issuer.href, audience: app.appId };
    const first = await jwtVerify(tokens.id_token ?? '', keys, rules);
    for (const step of ['publish', 'use'] as const)
      await it.empty.lab.until(it.context.mint.keys.roll(step), step);
    const refreshed = await oauth.refreshTokenGrantRequest(
      as,
      client,
      auth,
      tokens.refresh_token ?? '',
      options(),
    );
    const renewed = await oauth.processRefreshTokenResponse(as, client, refreshed);
    const second = await jwtVerify(renewed.id_token ?? '', keys, rules);
    expect(second.protectedHeader.kid).not.toBe(first.protectedHeader.kid);
    await jwtVerify(tokens.id_token ?? '', keys, rules);
  });

  test('hear the AADSTS code of a refusal', async () => {
    it.bench.say({ kind: 'answered', agentId: AGENT, win32: 1326 });
    const as = await discovered();
    const parameters = new URLSearchParams({ username: ADA, password: 'wrong', scope: SCOPE });
    const auth = oauth.ClientSecretPost(SECRET);
    const answer = await oauth.genericTokenEndpointRequest(
      as,
      { client_id: app.appId },
      auth,
      'password',
      parameters,
      options(),
    );
    const refused = oauth.processGenericTokenEndpointResponse(as, { client_id: app.appId }, answer);
    await expect(refused).rejects.toMatchObject({ error: 'invalid_grant', cause: { error_codes: [50126] } });
  });
});
