import 'reflect-metadata';
import { connect as connectTls } from 'node:tls';
import { decodeJwt } from 'jose';
import { Agent, request } from 'undici';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { pem, testKey } from './agents/test-agent.ts';
import { TestListener } from './agents/test-listener.ts';
import { cloudConfig } from './config.ts';
import { emptyLab, type Answer, type Caller, type EmptyLab } from './empty-lab.fixture.ts';
import { startCloud, type StartedCloud } from './start-cloud.ts';

export const LOGIN = 'https://login.microsoftonline.com';
export const GRAPH = 'https://graph.microsoft.com';
export const CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
export const PASSWORD = 'Same-Everywhere-1!';
export const SECRET = 'a-secret-of-one-app';
const TENANTS = 10;

/** One of ten tenants that are alike in everything but their names. */
export interface One {
  readonly name: string;
  /** `<name>.onmicrosoft.com` */
  readonly authority: string;
  readonly id: string;
  /** Everywhere the same name and password before the @. */
  readonly upn: string;
  readonly admin: string;
  readonly appId: string;
}

export interface TenTenants extends AsyncDisposable {
  readonly empty: EmptyLab;
  readonly cloud: StartedCloud;
  readonly call: Caller;
  readonly all: readonly One[];
  /** Each tenant and the next one, the last and the first too. */
  readonly pairs: readonly (readonly [mine: One, others: One])[];
  /** Asks an authority of the token endpoint. */
  token(authority: string, form: Readonly<Record<string, string>>): Promise<Answer>;
}

export async function startTenTenants(): Promise<TenTenants> {
  const empty = await emptyLab('ten tenants');
  const [own, ...moreTenants] = Array.from({ length: TENANTS }, (_, nth) => configOf(`t${nth}`, nth));
  const config = cloudConfig.parse({ ...own, moreTenants, login: { askToStaySignedIn: false } });
  const cloud = await empty.lab.until(startCloud(config, empty.context), 'the cloud');
  const call = await empty.caller(cloud.hosts);
  const token = (authority: string, form: Readonly<Record<string, string>>) =>
    call(`${LOGIN}/${authority}/oauth2/v2.0/token`, { form: { client_id: CLI, ...form } });
  const all: One[] = [];
  for (let nth = 0; nth < TENANTS; nth++) all.push(await oneOf(`t${nth}`, nth, token));
  const pairs = all.map((one, nth) => [one, all[(nth + 1) % all.length] ?? one] as const);
  const dispose = async (): Promise<void> => {
    await cloud.stop();
    await empty[Symbol.asyncDispose]();
  };
  return { empty, cloud, call, all, pairs, token, [Symbol.asyncDispose]: dispose };
}

function configOf(tenant: string, nth: number) {
  return {
    tenant,
    domains: [{ name: `${tenant}.example` }],
    cloudOnlyUsers: [
      { upn: `ada@${tenant}.example`, password: PASSWORD },
      { upn: `admin@${tenant}.onmicrosoft.com`, password: PASSWORD, roles: ['globalAdministrator'] },
    ],
    apps: [{ name: 'App', appId: appIdOf(nth), secrets: [{ value: SECRET }] }],
  };
}

async function oneOf(name: string, nth: number, token: TenTenants['token']): Promise<One> {
  const upn = `ada@${name}.example`;
  const authority = `${name}.onmicrosoft.com`;
  const answer = await token(authority, passwordOf(upn));
  const id = decodeJwt(tokensIn(answer).access_token)['tid'];
  return { name, authority, id: z.guid().parse(id), upn, admin: `admin@${authority}`, appId: appIdOf(nth) };
}

function appIdOf(nth: number): string {
  return `7b2f4c1e-93a5-4d0b-8f6e-2a1c5d9e0b${nth}0`;
}

/** A password grant's form. */
export function passwordOf(username: string, password = PASSWORD) {
  return { grant_type: 'password', scope: 'openid offline_access', username, password };
}

const tokens = z.object({ access_token: z.string(), refresh_token: z.string().default('') });

/** Throws when the answer holds none. */
export function tokensIn({ json, text }: Answer): z.output<typeof tokens> {
  const { success, data } = tokens.safeParse(json);
  if (!success) throw new Error(`no tokens: ${text}`);
  return data;
}

const registered = z.object({ agentId: z.string(), certificate: z.string(), bootstrapUrl: z.url() });
const entry = z.object({ url: z.url(), address: z.string(), username: z.string(), password: z.string() });
const bootstrapped = z.object({ queue: z.tuple([entry]), answers: z.object({ url: z.url() }) });

export type QueueEntry = z.output<typeof entry>;

/** What an agent of one tenant holds. */
export interface RegisteredAgent {
  readonly agentId: string;
  readonly client: { readonly key: string; readonly cert: string };
  readonly queue: QueueEntry;
  readonly answersUrl: string;
}

/** Registers with an administrator's token; answers as the service does. */
export async function register(ten: TenTenants, { id }: One, bearer: string) {
  const key = await testKey();
  const facts = { contractVersion: '1', machineName: 'AGENT1', agentVersion: '1.0.0', os: 'test' };
  const answer = await ten.call(`https://${id}.registration.msappproxy.net/v1/agents`, {
    json: { ...facts, csr: key.csr },
    headers: { authorization: `Bearer ${bearer}` },
  });
  return { answer, key };
}

/** Registers and bootstraps. */
export async function startAgent(ten: TenTenants, one: One, bearer: string): Promise<RegisteredAgent> {
  const { answer, key } = await register(ten, one, bearer);
  const { agentId, certificate } = registered.parse(answer.json);
  const client = { key: pem(key.privateKey), cert: certificate };
  const { text } = await bootstrap(ten, one, { agentId, client });
  const { queue, answers } = bootstrapped.parse(JSON.parse(text));
  return { agentId, client, queue: queue[0], answersUrl: answers.url };
}

type Credentials = Pick<RegisteredAgent, 'agentId' | 'client'>;

/** At the bootstrap service of a tenant. Rejects when the handshake fails. */
export function bootstrap(ten: TenTenants, { id }: One, { agentId, client }: Credentials) {
  const report = { contractVersion: '1', agentId, machineName: 'AGENT1', agentVersion: '1.0.0' };
  const body = { ...report, initial: true, consecutiveFailures: 0, updaterStatus: 'running' };
  const url = `https://${id}.pta.bootstrap.his.msappproxy.net/v1/bootstrap`;
  return ten.empty.lab.until(mutual(ten, url, body, client), 'the bootstrap');
}

/** A call with a client certificate. */
export async function mutual(
  ten: TenTenants,
  url: string,
  body: object,
  client: Credentials['client'],
): Promise<{ readonly status: number; readonly text: string }> {
  const { hostname } = new URL(url);
  const connect = await connector(ten, hostname, client);
  const dispatcher = new Agent({
    ...{ headersTimeout: 0, bodyTimeout: 0 },
    connect: (_options, done) => {
      const socket = connect();
      socket.once('error', (error) => done(error, null));
      socket.once('secureConnect', () => done(null, socket));
    },
  });
  try {
    const headers = { 'content-type': 'application/json' };
    const answer = await request(url, { method: 'POST', dispatcher, headers, body: JSON.stringify(body) });
    return { status: answer.statusCode, text: await answer.body.text() };
  } finally {
    await dispatcher.destroy();
  }
}

/** TLS to what has that name. */
async function connector(ten: TenTenants, hostname: string, client?: Credentials['client']) {
  const found = ten.cloud.hosts.find(({ name, port }) => name === hostname && port === 443);
  if (found === undefined) throw new Error(`nothing is called ${hostname}`);
  const { address } = await ten.empty.links.open('AGENT1', found.service);
  const { authority } = ten.empty.context;
  return () => connectTls({ ...address, servername: hostname, ca: authority.pem, ...client });
}

/** What the queue says to somebody who wants to listen: `open`, or why not. */
export async function listen(ten: TenTenants, queue: QueueEntry): Promise<string> {
  const createConnection = await connector(ten, new URL(queue.url).hostname);
  const options = { perMessageDeflate: false, createConnection };
  const wire = new WebSocket(queue.url, ['amqp'], options);
  wire.on('error', () => wire.terminate());
  const listener = new TestListener(wire, queue, 1);
  const said = await ten.empty.lab.until(listener.opened, 'the queue');
  await listener.kill();
  return said;
}
