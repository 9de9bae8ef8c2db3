import { PublicClientApplication, type INetworkModule, type NetworkRequestOptions } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabInput } from '../config/index.ts';
import { environmentOf } from '../desk/environment.ts';
import { resolverOf } from '../hosting/name-table.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import type { Lab } from '../lab.ts';
import { startLab } from '../launchers/index.ts';

const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const ADA = { sam: 'ada', upn: 'ada@contoso.com', name: 'Ada Lovelace' };
const LOGIN = 'https://login.microsoftonline.us';

const described = (version?: string): LabInput => ({
  clock: { epoch: 'now' },
  forest: { users: { generate: 0, named: [ADA] } },
  cloud: { environment: 'usGovernment', domains: [{ name: 'contoso.com' }], passThrough: true },
  egress: {},
  connect: [{ host: 'CONNECT1' }],
  agents: [{ host: 'AGENT1', ...(version === undefined ? {} : { version }) }],
});

let lab: Lab;
let network: INetworkModule;

beforeAll(async () => {
  lab = await startLab({ lab: described() });
  const resolve = resolverOf(lab.reach.names);
  const dispatcher = createDispatcher({ host: 'INTERNET', resolve, trust: lab.trust });
  network = networkOf(lab, dispatcher);
}, 60_000);

afterAll(() => lab[Symbol.asyncDispose]());

function networkOf({ clock }: Lab, dispatcher: ReturnType<typeof createDispatcher>): INetworkModule {
  const send = async (url: string, method: 'GET' | 'POST', { headers, body }: NetworkRequestOptions = {}) => {
    const sent = request(url, { dispatcher, method, ...(headers && { headers }), ...(body && { body }) });
    const answer = await clock.until(
      sent.then(async (got) => ({ ...got, text: await got.body.text() })),
      url,
    );
    return { status: answer.statusCode, headers: {}, body: JSON.parse(answer.text) };
  };
  return {
    sendGetRequestAsync: (url, options) => send(url, 'GET', options),
    sendPostRequestAsync: (url, options) => send(url, 'POST', options),
  };
}

test('a user of Azure Government signs in through an agent, by that cloud’s names alone', async () => {
  const { forest, clock } = lab;
  if (forest === undefined) throw new Error('the lab has no forest');
  const { password } = await forest.passwordOf({ user: ADA.upn });
  const authority = `${LOGIN}/organizations`;
  const client = new PublicClientApplication({
    auth: { clientId: CLI, authority },
    system: { networkClient: network },
  });
  const result = await client.acquireTokenByUsernamePassword({
    scopes: ['User.Read'],
    username: ADA.upn,
    password,
  });
  expect(result).toMatchObject({ account: { username: ADA.upn, environment: 'login.microsoftonline.us' } });
  expect(decodeJwt(result?.idToken ?? '').iss).toBe(`${LOGIN}/${lab.tenantId}/v2.0`);
  expect(decodeJwt(result?.accessToken ?? '').aud).toBe('https://graph.microsoft.us');
  const [entry] = await lab.cloud.signIns({ upn: ADA.upn });
  expect(entry).toMatchObject({ errorCode: 0, method: 'passThrough', agentMachine: 'AGENT1' });
  const wrong = client.acquireTokenByUsernamePassword({
    scopes: ['User.Read'],
    username: ADA.upn,
    password: 'wrong',
  });
  await expect(wrong).rejects.toMatchObject({ errorMessage: expect.stringContaining('AADSTS50126') });
  expect(clock).toBeDefined();
});

test('its names are those that programs are told', () => {
  const { names } = environmentOf(lab, '127.77.0.1');
  const { tenantId } = lab;
  expect(names).toEqual(
    expect.arrayContaining([
      ...['login.microsoftonline.us', 'graph.microsoft.us', 'autologon.microsoft.us', 'entra.microsoft.us'],
      ...[`${tenantId}.registration.msappproxy.us`, `${tenantId}.pta.bootstrap.his.msappproxy.us`],
      ...['lab1.servicebus.usgovcloudapi.net', 'lab1.connector.his.msappproxy.us', 'mscrl.microsoft.us'],
    ]),
  );
  expect(
    names.filter((name) =>
      /msappproxy\.net$|servicebus\.windows|^(login|graph)\.microsoft.*\.com$/.test(name),
    ),
  ).toEqual([]);
});

test('an agent older than 1.5.1742.0 is refused', async () => {
  const error = await startLab({ lab: described('1.5.1007.0') }).catch((caught: unknown) => caught);
  expect(String(error)).toMatch(/AGENT1 exited with code 3[^]*1\.5\.1742\.0/);
}, 60_000);

test('its administrator finds the agent at that cloud’s Graph', async () => {
  const agents = await lab.clock.until(lab.administrator.agents(), 'the list of agents');
  expect(agents).toMatchObject([{ machineName: 'AGENT1', status: 'active' }]);
});

test('Smart Lockout locks at the third wrong password', async () => {
  expect(await lab.cloud.lockout({ upn: ADA.upn })).toMatchObject({ failures: 1 });
  expect(lab.config.cloud.smartLockout.threshold ?? 3).toBe(3);
});
