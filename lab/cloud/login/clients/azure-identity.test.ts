import {
  AuthorizationCodeCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
  UsernamePasswordCredential,
} from '@azure/identity';
import { X509Certificate } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testSigner } from '../../assertions/assertion.fixture.ts';
import { wallNow } from '../../../clock/wall.ts';
import { ADA, AGENT } from '../../core/desk.fixture.ts';
import { CLI, LOGIN, startTestLogin, type TestLogin } from '../login.fixture.ts';
import { locationOf, TestBrowser } from '../test-browser.fixture.ts';
import { azureHttp } from './network.fixture.ts';

const SCOPE = 'https://graph.microsoft.com/.default';
const SECRET = 'a client secret';

let it: TestLogin;
let tenant: string;

beforeEach(async () => {
  it = await startTestLogin({ askToStaySignedIn: false, deviceCode: { interval: '1s' } });
  await it.empty.lab.advance(wallNow() - it.empty.lab.now());
  tenant = it.bench.opened.tenant.id;
});

afterEach(() => it[Symbol.asyncDispose]());

const options = () => ({ httpClient: azureHttp(it.call), retryOptions: { maxRetries: 0 } });

test('UsernamePasswordCredential signs in, and names the code when it is refused', async () => {
  // Deprecated by its makers, and in use.
  const credential = new UsernamePasswordCredential(tenant, CLI, ADA, 'secret', options());
  const { token } = await credential.getToken(SCOPE);
  expect(decodeJwt(token)).toMatchObject({ upn: ADA, aud: 'https://graph.microsoft.com', tid: tenant });
  it.bench.say({ kind: 'answered', agentId: AGENT, win32: 1326 });
  const other = new UsernamePasswordCredential(tenant, CLI, ADA, 'wrong', options());
  await expect(other.getToken(SCOPE)).rejects.toThrow('AADSTS50126');
});

test('ClientSecretCredential signs an application in', async () => {
  const app = it.register({
    name: 'Daemon',
    secrets: [{ value: SECRET }],
    grantedRoles: ['Domain.Read.All'],
  });
  const { token } = await new ClientSecretCredential(tenant, app.appId, SECRET, options()).getToken(SCOPE);
  expect(decodeJwt(token)).toMatchObject({
    idtyp: 'app',
    appid: app.appId,
    roles: ['Domain.Read.All'],
    appidacr: '1',
  });
  const wrong = new ClientSecretCredential(tenant, app.appId, 'something else', options());
  await expect(wrong.getToken(SCOPE)).rejects.toThrow('AADSTS7000215');
});

test('ClientCertificateCredential signs an application in', async () => {
  const signer = await testSigner();
  const pem = new X509Certificate(Buffer.from(signer.certificate, 'base64')).toString();
  const key = signer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const app = it.register({ name: 'Daemon', certificates: [pem] });
  const credential = new ClientCertificateCredential(
    tenant,
    app.appId,
    { certificate: `${key}\n${pem}` },
    options(),
  );
  expect(decodeJwt((await credential.getToken(SCOPE)).token)).toMatchObject({ appidacr: '2' });
});

test('AuthorizationCodeCredential redeems what a browser brought back', async () => {
  const redirect = 'https://app.example/back';
  const app = it.register({ name: 'Web', redirectUris: { web: [redirect] }, secrets: [{ value: SECRET }] });
  const query = new URLSearchParams({
    client_id: app.appId,
    response_type: 'code',
    redirect_uri: redirect,
    scope: `${SCOPE} offline_access`,
    login_hint: ADA,
  });
  const browser = new TestBrowser(it.call);
  const page = await browser.get(`${LOGIN}/${tenant}/oauth2/v2.0/authorize?${query.toString()}`);
  const code = locationOf(await browser.submit(page, { passwd: 'secret' })).searchParams.get('code') ?? '';
  const credential = new AuthorizationCodeCredential(tenant, app.appId, SECRET, code, redirect, options());
  expect(decodeJwt((await credential.getToken(SCOPE)).token)).toMatchObject({ upn: ADA, appidacr: '1' });
});

test('DeviceCodeCredential waits for the user', async () => {
  const userPromptCallback = ({ userCode }: { userCode: string }): void => void confirm(userCode);
  const credential = new DeviceCodeCredential({
    tenantId: tenant,
    clientId: CLI,
    userPromptCallback,
    ...options(),
  });
  const { token } = await credential.getToken(SCOPE);
  expect(decodeJwt(token)).toMatchObject({ upn: ADA });
});

async function confirm(userCode: string): Promise<void> {
  const browser = new TestBrowser(it.call);
  const name = await browser.submit(await browser.get(`${LOGIN}/common/oauth2/deviceauth`), {
    otc: userCode,
  });
  const password = await browser.submit(name, { loginfmt: ADA });
  await browser.submit(await browser.submit(password, { passwd: 'secret' }), { confirm: 'yes' });
}
