import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { cloudConfig, startCloud } from '../../lab/cloud/index.ts';
import { forestConfig } from '../../lab/forest/index.ts';
import { syncedPeople } from '../../lab/hosting/synced-people.ts';
import { groundFor, portOf } from './ground.ts';
import { forms, readOrder, serve } from './serve.ts';
import { PASSWORD } from './served.ts';

const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const ADMIN = 'admin@t1.onmicrosoft.com';
const PATH = '/t1.onmicrosoft.com/oauth2/v2.0/token';
const FORM = 'application/x-www-form-urlencoded';
/** So many people sign in, each for the first time. */
const SAMPLE = 20_000;

interface Call {
  readonly host: string;
  readonly port: number;
  readonly ca: string;
}

/** Serves users by need until standard input closes. They come as from a Connect server: by the provisioning service. */
export async function raiseMillion(): Promise<void> {
  const order = readOrder();
  const context = await groundFor(order);
  const forest = forestConfig.parse({ password: PASSWORD, users: { generate: order.users } });
  const population = syncedPeople(forest, 'bench', context.clock.now());
  if (population === undefined) throw new Error('the forest has no generated users');
  const config = { tenant: 't1', cloudOnlyUsers: [{ upn: ADMIN, password: PASSWORD, roles: ADMINS }] };
  const cloud = await startCloud(cloudConfig.parse(config), { ...context, population });
  const to = async (host: string): Promise<Call> => {
    return { host, port: await portOf(cloud, context.links, host), ca: context.authority.pem };
  };
  const login = await to('login.microsoftonline.com');
  const form = { grant_type: 'password', client_id: CLI, username: ADMIN, password: PASSWORD };
  const token = await post(login, PATH, new URLSearchParams(form).toString());
  const told = { serverName: 'CONNECT1', count: order.users, hashes: true };
  const bearer = `Bearer ${String(token['access_token'])}`;
  await post(await to('adminwebservice.microsoftonline.com'), '/v1/population', JSON.stringify(told), bearer);
  const step = Math.max(1, Math.floor(order.users / SAMPLE));
  const names = Array.from({ length: Math.min(SAMPLE, order.users) }, (_, nth) => {
    return population.page(nth * step, 1)[0]?.userPrincipalName ?? '';
  });
  const common = {
    client_id: CLI,
    grant_type: 'password',
    password: PASSWORD,
    scope: 'openid offline_access',
  };
  const ready = { version: 'this checkout', port: login.port, keys: [], clientCredentials: [], refresh: [] };
  serve({ ...ready, password: forms(names, PATH, common) });
}

const ADMINS = ['globalAdministrator'] as const;

/** Throws unless it is answered with 200. */
async function post({ host, port, ca }: Call, path: string, body: string, authorization?: string) {
  const options = { host: '127.0.0.1', port, ca, servername: host, method: 'POST', path };
  const type = authorization === undefined ? FORM : 'application/json';
  const headers = { host, 'content-type': type, ...(authorization !== undefined && { authorization }) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ ...options, headers }, resolve)
      .once('error', reject)
      .end(body);
  });
  const answer = (await json(response)) as Record<string, unknown>;
  if (response.statusCode !== 200) throw new Error(`${path} answered: ${JSON.stringify(answer)}`);
  return answer;
}
