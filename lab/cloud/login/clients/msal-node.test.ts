import {
  ConfidentialClientApplication,
  CryptoProvider,
  InteractionRequiredAuthError,
  PublicClientApplication,
  ServerError,
  type Configuration,
} from '@azure/msal-node';
import { X509Certificate, createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testSigner } from '../../assertions/assertion.fixture.ts';
import { wallNow } from '../../../clock/wall.ts';
import { ADA, AGENT, FAY, FEDERATION } from '../../core/desk.fixture.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { locationOf, TestBrowser } from '../test-browser.fixture.ts';
import { msalNetwork } from './network.fixture.ts';

let it: TestLogin;

beforeEach(async () => {
  it = await startTestLogin({ askToStaySignedIn: false, deviceCode: { interval: '1s' } });
  // Client libraries go by the wall, and a lab for them begins there.
  await it.empty.lab.advance(wallNow() - it.empty.lab.now());
});

afterEach(() => it[Symbol.asyncDispose]());

function config(auth: Partial<Configuration['auth']> = {}): Configuration {
  const authority = `${LOGIN}/${it.bench.opened.tenant.id}`;
  return { auth: { clientId: CLI, authority, ...auth }, system: { networkClient: msalNetwork(it.call) } };
}

const scopes = ['User.Read'];
const who = { scopes, username: ADA, password: 'secret' };

function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a public client with a user name and a password', () => {
  test.each(['organizations', 'contoso.com'])(
    'signs in at /%s, and silently from its cache and refresh token',
    async (authority) => {
      const client = new PublicClientApplication(config({ authority: `${LOGIN}/${authority}` }));
      const result = await client.acquireTokenByUsernamePassword(who);
      expect(result).toMatchObject({ scopes: expect.arrayContaining(scopes), account: { username: ADA } });
      const account = result?.account;
      if (account == null) throw new Error('no account');
      expect((await client.acquireTokenSilent({ scopes, account })).fromCache).toBe(true);
      const renewed = await client.acquireTokenSilent({ scopes, account, forceRefresh: true });
      expect(renewed).toMatchObject({ fromCache: false, account: { username: ADA } });
      expect(it.bench.asked).toHaveLength(1);
    },
  );

  test.each([
    [1326, '50126'],
    [1330, '50144'],
    [1331, '50057'],
    [1909, '50053'],
    [1311, '80007'],
    [1328, '80012'],
  ])('hears what came of Win32 %d: AADSTS%s', async (win32, code) => {
    it.bench.say({ kind: 'answered', agentId: AGENT, win32 });
    const error = await failure(new PublicClientApplication(config()).acquireTokenByUsernamePassword(who));
    expect(error).toMatchObject({
      errorCode: 'invalid_grant',
      errorMessage: expect.stringContaining(`AADSTS${code}`),
    });
  });

  test('hears that no agent is there, and that its user is federated', async () => {
    it.bench.say({ kind: 'noAgent' });
    const client = new PublicClientApplication(config());
    expect(await failure(client.acquireTokenByUsernamePassword(who))).toMatchObject({
      errorMessage: expect.stringContaining('AADSTS80001'),
    });
    const { domains } = it.bench.opened.tenant;
    domains.setFederation('fabrikam.com', {
      ...FEDERATION,
      signingCertificate: (await testSigner()).certificate,
    });
    const error = await failure(client.acquireTokenByUsernamePassword({ ...who, username: FAY }));
    expect(error).toMatchObject({ errorMessage: expect.stringContaining('AADSTS50126') });
  });

  test('hears that its refresh token was revoked by a new password', async () => {
    const client = new PublicClientApplication(config());
    const account = (await client.acquireTokenByUsernamePassword(who))?.account;
    if (account == null) throw new Error('no account');
    const { users } = it.bench.opened.tenant;
    users.put({ ...users.get(ADA), tokensValidFrom: it.empty.lab.now() + 1 });
    const error = await failure(client.acquireTokenSilent({ scopes, account, forceRefresh: true }));
    expect(error).toBeInstanceOf(InteractionRequiredAuthError);
    expect(error).toMatchObject({ message: expect.stringContaining('AADSTS50173'), subError: 'bad_token' });
  });

  test('hears that its application is unknown', async () => {
    const clientId = 'aaaaaaaa-0000-4000-8000-000000000000';
    const error = await failure(
      new PublicClientApplication(config({ clientId })).acquireTokenByUsernamePassword(who),
    );
    expect(error).toMatchObject({
      errorCode: 'unauthorized_client',
      errorMessage: expect.stringContaining('AADSTS700016'),
    });
  });
});

test('a public client signs in through a browser with a code and PKCE', async () => {
  const client = new PublicClientApplication(config());
  const redirectUri = 'http://localhost:3000';
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const url = await client.getAuthCodeUrl({
    scopes,
    redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    loginHint: ADA,
    state: 'st',
  });
  const browser = new TestBrowser(it.call);
  const back = locationOf(await browser.submit(await browser.get(url), { passwd: 'secret' }));
  expect(back.searchParams.get('state')).toBe('st');
  const code = back.searchParams.get('code') ?? '';
  const result = await client.acquireTokenByCode({ code, scopes, redirectUri, codeVerifier: verifier });
  expect(result.account?.username).toBe(ADA);
  const again = await failure(
    client.acquireTokenByCode({ code, scopes, redirectUri, codeVerifier: verifier }),
  );
  expect(again).toMatchObject({ errorMessage: expect.stringContaining('AADSTS54005') });
});

test('a device waits for its user, and hears yes and no', async () => {
  const client = new PublicClientApplication(config());
  const device = async (answer: string) => {
    let told = { userCode: '', verificationUri: '' };
    const waiting = failure(
      client.acquireTokenByDeviceCode({
        scopes,
        deviceCodeCallback: (response) => {
          told = response;
          void confirm(response.userCode, answer);
        },
      }),
    );
    const error = await waiting;
    expect(told.verificationUri).toBe('https://microsoft.com/devicelogin');
    return error;
  };
  expect(await device('yes')).toBeUndefined();
  expect(await device('no')).toMatchObject({ message: expect.stringContaining('authorization_declined') });
});

/** The user's own browser, at the page that the device named. */
async function confirm(userCode: string, answer: string): Promise<void> {
  const browser = new TestBrowser(it.call);
  const short = await browser.get('https://microsoft.com/devicelogin');
  const name = await browser.submit(await browser.get(locationOf(short).href), {
    otc: userCode.toLowerCase(),
  });
  const password = await browser.submit(name, { loginfmt: ADA });
  await browser.submit(await browser.submit(password, { passwd: 'secret' }), { confirm: answer });
}

describe('a confidential client', () => {
  const SECRET = 'a client secret';
  const credentials = { scopes: ['https://graph.microsoft.com/.default'] };

  test('signs in for itself with its secret; a wrong, an expired and a missing one are told apart', async () => {
    const secrets = [{ value: SECRET }, { value: 'an old secret', expires: '2026-01-01T00:00:00Z' }];
    const { appId: clientId } = it.register({ name: 'Daemon', secrets, grantedRoles: ['User.Read.All'] });
    const as = (clientSecret: string) =>
      new ConfidentialClientApplication(config({ clientId, clientSecret }));
    const token = await as(SECRET).acquireTokenByClientCredential(credentials);
    expect(token?.accessToken).toMatch(/^ey/);
    for (const [secret, code] of [
      ['wrong', '7000215'],
      ['an old secret', '7000222'],
    ] as const) {
      const error = await failure(as(secret).acquireTokenByClientCredential(credentials));
      expect(error).toBeInstanceOf(ServerError);
      expect(error).toMatchObject({
        errorCode: 'invalid_client',
        errorMessage: expect.stringContaining(`AADSTS${code}`),
      });
    }
  });

  test('signs in for itself with a certificate; another’s signature is refused', async () => {
    const [own, other] = [await testSigner(), await testSigner()];
    const pem = new X509Certificate(Buffer.from(own.certificate, 'base64')).toString();
    const { appId: clientId } = it.register({ name: 'Daemon', certificates: [pem] });
    const thumbprintSha256 = createHash('sha256')
      .update(Buffer.from(own.certificate, 'base64'))
      .digest('hex');
    const as = (signer: typeof own) => {
      const privateKey = signer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      return new ConfidentialClientApplication(
        config({ clientId, clientCertificate: { privateKey, thumbprintSha256 } }),
      );
    };
    const outcome = await failure(as(own).acquireTokenByClientCredential(credentials));
    const forged = await failure(as(other).acquireTokenByClientCredential(credentials));
    expect(forged).toMatchObject({ errorMessage: expect.stringContaining('AADSTS700027') });
    expect(outcome).toBeUndefined();
  });
});
