import 'reflect-metadata';
import { constants, KeyObject, privateDecrypt, sign, webcrypto } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import type { EventContext } from 'rhea';
import { Agent, request } from 'undici';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Service } from '../../links/service.ts';
import { TENANT, type AgentServiceLab } from './agent-service.fixture.ts';
import { TestListener } from './test-listener.ts';

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) };

export interface TestKey {
  readonly csr: string;
  readonly privateKey: KeyObject;
}

/** A key pair and a request for it; RSA-2048 with SHA-256 unless told otherwise. */
export async function testKey(bits = 2_048, hash = 'SHA-256'): Promise<TestKey> {
  const algorithm = { ...RSA, hash, modulusLength: bits };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const csr = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=x',
    keys,
    signingAlgorithm: algorithm,
  });
  return { csr: Buffer.from(csr.rawData).toString('base64'), privateKey: KeyObject.from(keys.privateKey) };
}

/** A certificate of a CA that the service does not know, with its key. */
export function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface Client {
  readonly key: string;
  readonly cert: string;
}

/** One HTTP call of a host over its link to a service, under the service's real name. */
export async function call(
  lab: AgentServiceLab,
  host: string,
  service: Service,
  url: string,
  options: { readonly body: string; readonly headers?: Record<string, string>; readonly client?: Client },
): Promise<Reply> {
  const { address } = await lab.links.open(host, service);
  const dispatcher = new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: ({ hostname, protocol }, done) => {
      const tls = { ...address, servername: hostname, ca: lab.authority.pem, ...options.client };
      const socket = protocol === 'https:' ? connectTls(tls) : connectTcp(address);
      socket.once('error', (error) => done(error, null));
      socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => done(null, socket));
    },
  });
  try {
    const headers = { 'content-type': 'application/json', ...options.headers };
    const response = await request(url, { method: 'POST', dispatcher, headers, body: options.body });
    const text = await response.body.text();
    return { status: response.statusCode, body: text === '' ? undefined : JSON.parse(text) };
  } finally {
    await dispatcher.destroy();
  }
}

/** Asks for a registration. */
export function askRegistration(
  lab: AgentServiceLab,
  host: string,
  facts: object,
  token = 'hybrid-admin',
): Promise<Reply> {
  const body = JSON.stringify({
    contractVersion: '1',
    machineName: host,
    agentVersion: '1.0.0',
    os: 'test',
    ...facts,
  });
  const url = `https://${TENANT}.registration.msappproxy.net/v1/agents`;
  const headers = { authorization: `Bearer ${token}`, 'client-request-id': `register-${host}` };
  return lab.until(call(lab, host, lab.service.services.registration, url, { body, headers }));
}

const registered = z.object({
  agentId: z.guid(),
  certificate: z.string(),
  tenantAuthority: z.string(),
  bootstrapUrl: z.url(),
});
const queueEntry = z.object({
  url: z.string(),
  address: z.string(),
  username: z.string(),
  password: z.string(),
  credit: z.number(),
});
const bootstrapped = z.object({
  keyId: z.string(),
  answers: z.object({ url: z.string() }),
  queue: z.array(queueEntry),
});
const message = z.object({
  requestId: z.guid(),
  userPrincipalName: z.string(),
  encryptedData: z.array(z.object({ keyId: z.string(), ciphertext: z.base64() })),
});

export type Received = z.output<typeof message> & {
  readonly raw: Buffer;
  readonly settled: boolean;
  readonly ttl: number;
};

/** A small agent for tests, which does only what it is told. */
export class TestAgent {
  readonly lab: AgentServiceLab;
  readonly host: string;
  readonly key: TestKey;
  readonly client: Client;
  readonly agentId: string;
  readonly bootstrapUrl: string;
  readonly received: Received[] = [];
  readonly #waiters: ((message: Received) => void)[] = [];

  private constructor(lab: AgentServiceLab, host: string, key: TestKey, answer: z.output<typeof registered>) {
    this.lab = lab;
    this.host = host;
    this.key = key;
    this.agentId = answer.agentId;
    this.bootstrapUrl = answer.bootstrapUrl;
    this.client = { key: pem(key.privateKey), cert: answer.certificate };
  }

  static async register(lab: AgentServiceLab, host: string, key: TestKey): Promise<TestAgent> {
    const reply = await askRegistration(lab, host, { csr: key.csr });
    return new TestAgent(lab, host, key, registered.parse(reply.body));
  }

  post(
    service: Service,
    url: string,
    body: object | string,
    client: Client | undefined = this.client,
  ): Promise<Reply> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return call(this.lab, this.host, service, url, {
      body: text,
      ...(client === undefined ? {} : { client }),
    });
  }

  bootstrap(facts: object = {}): Promise<Reply> {
    const { agentId, host, lab } = this;
    const report = { contractVersion: '1', agentId, machineName: host, agentVersion: '1.0.0', initial: true };
    const body = { ...report, consecutiveFailures: 0, updaterStatus: 'running', ...facts };
    return lab.until(this.post(lab.service.services.bootstrap, this.bootstrapUrl, body));
  }

  async queue(): Promise<z.output<typeof queueEntry>> {
    const [entry] = bootstrapped.parse((await this.bootstrap()).body).queue;
    return queueEntry.parse(entry);
  }

  /** The name of its key, as its bootstrap says. */
  async keyId(): Promise<string> {
    return bootstrapped.parse((await this.bootstrap()).body).keyId;
  }

  /** Bootstraps and listens; `credit` 0 listens without taking anything yet. */
  async listen(
    credit = 16,
    overrides: { readonly address?: string; readonly password?: string } = {},
  ): Promise<TestListener> {
    const entry = { ...(await this.queue()), ...overrides };
    const { address } = await this.lab.links.open(this.host, this.lab.service.services.queue);
    const socket = new WebSocket(entry.url, ['amqp'], {
      perMessageDeflate: false,
      createConnection: () =>
        connectTls({ ...address, servername: new URL(entry.url).hostname, ca: this.lab.authority.pem }),
    });
    socket.on('error', () => socket.terminate());
    const listener = new TestListener(socket, entry, credit, (context) => this.#take(context));
    await this.lab.until(listener.opened);
    return listener;
  }

  /** The next message that has not been asked for yet. */
  next(): Promise<Received> {
    const first = this.received.shift();
    return first === undefined
      ? new Promise((resolve) => this.#waiters.push(resolve))
      : Promise.resolve(first);
  }

  decrypt({ encryptedData }: Received): string | undefined {
    const mine = encryptedData.find(({ keyId }) => keyId.startsWith(this.agentId));
    if (mine === undefined) return undefined;
    const key = { key: this.key.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    return privateDecrypt(key, Buffer.from(mine.ciphertext, 'base64')).toString('utf8');
  }

  answer(requestId: string, result: object, facts: object | string = {}): Promise<Reply> {
    const { services } = this.lab.service;
    const url = `https://lab1.connector.his.msappproxy.net/v1/answers/${requestId}`;
    const body = typeof facts === 'string' ? facts : { contractVersion: '1', requestId, result, ...facts };
    return this.post(services.answers, url, body);
  }

  /** The signed status report over port 8080. */
  status(payload: object, kid: string, key: KeyObject = this.key.privateKey): Promise<Reply> {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${encode({ alg: 'RS256', kid })}.${encode(payload)}`;
    const body = `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
    const url = `http://${TENANT}.pta.bootstrap.his.msappproxy.net:8080/v1/status`;
    const headers = { 'content-type': 'application/jose' };
    return this.lab.until(
      call(this.lab, this.host, this.lab.service.services.status, url, { body, headers }),
    );
  }

  #take({ message: received, delivery }: EventContext): void {
    const raw = Buffer.from(received?.body.content);
    const parsed = message.parse(JSON.parse(raw.toString('utf8')));
    const taken = { ...parsed, raw, settled: delivery?.remote_settled === true, ttl: Number(received?.ttl) };
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.received.push(taken);
    else waiter(taken);
  }
}
