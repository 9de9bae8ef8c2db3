import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { createChance } from '../../lab/chance/chance.ts';
import { LabClock } from '../../lab/clock/lab-clock.ts';
import { wallNow } from '../../lab/clock/wall.ts';
import { cloudConfig, startCloud } from '../../lab/cloud/index.ts';
import { History } from '../../lab/history/history.ts';
import { Links } from '../../lab/links/links.ts';
import { Authority } from '../../lab/pki/authority.ts';
import type { KeySource } from '../../lab/pki/key-source.ts';
import { PASSWORD } from './served.ts';

const UPN = 'bench@t1.onmicrosoft.com';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** Every key is generated in this process: of the lab's CA, of servers and agents' CA, and the one that signs tokens. */
export async function coldCloud(keys: KeySource): Promise<void> {
  const loadedMs = performance.now();
  const clock = new LabClock({ epoch: wallNow(), mode: 'flowing' });
  const links = new Links();
  clock.join(links);
  const history = new History({ now: () => clock.now() });
  const authority = await Authority.create('CN=Bench CA');
  const context = { clock: clock.for('cloud'), history, chance: createChance('bench'), authority };
  const config = { tenant: 't1', domains: [], cloudOnlyUsers: [{ upn: UPN, password: PASSWORD }] };
  await using cloud = await startCloud(cloudConfig.parse(config), { ...context, links, keys });
  const entry = cloud.hosts.find(({ name }) => name === 'login.microsoftonline.com');
  if (entry === undefined) throw new Error('the cloud has no login host');
  const { address } = await links.open('BENCH', entry.service);
  const answer = await tokenFrom(address.port, authority.pem);
  if (!('access_token' in answer)) throw new Error(`no token: ${JSON.stringify(answer)}`);
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ loadedMs, tokenMs: performance.now(), cpuMs: (user + system) / 1_000 }));
  await links[Symbol.asyncDispose]();
  clock.stop();
}

async function tokenFrom(port: number, ca: string): Promise<object> {
  const form = { grant_type: 'password', client_id: CLI, scope: 'openid', username: UPN, password: PASSWORD };
  const options = { host: '127.0.0.1', port, ca, servername: 'login.microsoftonline.com', method: 'POST' };
  const path = '/t1.onmicrosoft.com/oauth2/v2.0/token';
  const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    request({ ...options, path, headers: FORM }, resolve)
      .once('error', reject)
      .end(new URLSearchParams(form).toString());
  });
  return (await json(response)) as object;
}
