import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket, createServer as createTls } from 'node:tls';
import * as x509 from '@peculiar/x509';
import rhea from 'rhea';
import type { Sender } from 'rhea';
import { WebSocketServer, type WebSocket } from 'ws';
import { wallClock } from '../clock/wall-clock.ts';
import { serveLdap } from '../ldap/connection.ts';
import { Authority } from '../pki/authority.ts';
import { REPLY_LIMIT } from './post.ts';

export const TEST_TENANT = '6f1d6b3e-5c0f-4f0e-9b6a-1d2c3b4a5e6f';

export interface Received {
  readonly path: string;
  readonly body: string;
  /** Subject of the client certificate. */
  readonly client: string | undefined;
}

/** The service's side of the contract, no more than an agent's test needs: one port, a proxy in front, a directory. */
export interface TestService extends AsyncDisposable {
  readonly trustPem: string;
  readonly proxy: string;
  readonly directory: { readonly name: string; readonly host: string; readonly port: number };
  readonly received: Received[];
  /** CSR of the latest registration. */
  readonly certificate: () => string;
  /** Sends a message's body to whoever listens. */
  send(body: object): void;
  /** Resolves with the request that comes to that path. */
  next(path: string): Promise<Received>;
  /** HTTP status that the path answers with from now on. */
  answerWith(path: string, status: number): void;
}

export async function startTestService(): Promise<TestService> {
  const [lab, agents] = await Promise.all([
    Authority.create('CN=Lab CA'),
    Authority.create('CN=PTA agent CA'),
  ]);
  const tls = await lab.issueServer(['*.example.test', 'dc1.example.test']);
  const state = new ServiceState(agents);
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: () => 'amqp',
  });
  const server = createHttps({ ...tls, ca: agents.pem, requestCert: true, rejectUnauthorized: false });
  server.on('request', (request, response) => void state.serve(request, response));
  server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, (socket) => state.listen(socket));
  });
  const directory = createTls(tls, (socket) => void serveBinds(socket));
  const servers = [server, directory, createProxy(() => portOf(server))];
  const open = new Set<Socket>();
  for (const one of servers) await listen(one, open);
  const [, directoryPort = 0, proxyPort = 0] = servers.map(portOf);
  return {
    trustPem: lab.pem,
    proxy: `http://127.0.0.1:${proxyPort}`,
    directory: { name: 'dc1.example.test', host: '127.0.0.1', port: directoryPort },
    received: state.received,
    certificate: () => state.certificate,
    send: (body) => state.send(body),
    next: (path) => state.next(path),
    answerWith: (path, status) => void state.statuses.set(path, status),
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all(servers.map((one) => new Promise((resolve) => one.close(resolve))));
    },
  };
}

class ServiceState {
  readonly received: Received[] = [];
  readonly statuses = new Map<string, number>();
  readonly #authority: Authority;
  readonly #waiting: { path: string; resolve: (received: Received) => void }[] = [];
  certificate = '';
  #sender: Sender | undefined;

  constructor(authority: Authority) {
    this.#authority = authority;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const body = await readText(request);
    const received = { path, body, client: subjectOf(request.socket) };
    this.received.push(received);
    for (const one of this.#waiting.splice(0)) {
      if (path.startsWith(one.path)) one.resolve(received);
      else this.#waiting.push(one);
    }
    const status = this.statuses.get(path);
    if (status !== undefined)
      return void response
        .writeHead(status)
        .end(JSON.stringify({ error: { code: 'unknownAgent', message: 'gone' } }));
    if (path === '/v1/agents')
      return void response.writeHead(201).end(JSON.stringify(await this.#certify(body)));
    if (path === '/v1/bootstrap')
      return void response.writeHead(200).end(JSON.stringify(bootstrapDocument()));
    response.writeHead(204).end();
  }

  next(path: string): Promise<Received> {
    return new Promise((resolve) => this.#waiting.push({ path, resolve }));
  }

  listen(socket: WebSocket): void {
    const container = rhea.create_container();
    container.sasl_server_mechanisms.enable_plain(
      (_user: string, password: string) => password === 'queue-password',
    );
    container.on('sender_open', ({ sender }: { sender: Sender }) => {
      this.#sender = sender;
    });
    for (const event of ['disconnected', 'connection_close', 'error']) container.on(event, () => undefined);
    // rhea wraps WebSockets, and its typings ask for a TCP socket.
    container.websocket_accept(socket as never, {} as never);
  }

  send(body: object): void {
    this.#sender?.send({ body: rhea.message.data_section(Buffer.from(JSON.stringify(body))) });
  }

  async #certify(body: string): Promise<object> {
    const { csr }: { csr: string } = JSON.parse(body);
    const agentId = randomUUID();
    const certificate = await this.#authority.certify(new x509.Pkcs10CertificateRequest(csr), {
      subject: `CN=${TEST_TENANT}`,
    });
    this.certificate = certificate.toString('pem');
    const bootstrapUrl = 'https://bootstrap.example.test/v1/bootstrap';
    return {
      contractVersion: '1',
      agentId,
      certificate: this.certificate,
      tenantAuthority: this.#authority.pem,
      bootstrapUrl,
    };
  }
}

function bootstrapDocument(): object {
  return {
    contractVersion: '1',
    state: 'ok',
    keyId: '',
    intervals: {
      bootstrapMs: 600_000,
      renewalCheckMs: 21_600_000,
      requestTimeoutMs: 20_000,
      answerLimitMs: 15_000,
    },
    answers: { url: 'https://answers.example.test/v1/answers', attempts: 5, firstDelayMs: 200, factor: 2 },
    queue: [
      {
        url: 'wss://queue.example.test/$servicebus/websocket',
        address: `${TEST_TENANT}/requests`,
        username: 'agent',
        password: 'queue-password',
        credit: 16,
      },
    ],
    orders: [],
  };
}

/** Alice's password is `Right-1`. */
async function serveBinds(socket: TLSSocket): Promise<void> {
  const refused = '80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e, v1db1';
  const other = { code: 53, matchedDn: '', diagnosticMessage: '' };
  await serveLdap(
    socket,
    {
      authenticated: true,
      bind: ({ credentials }) => {
        const right = credentials.kind === 'simple' && credentials.password.toString() === 'Right-1';
        return { code: right ? 0 : 49, matchedDn: '', diagnosticMessage: right ? '' : refused };
      },
      search: () => ({ entries: [], result: other }),
      compare: () => other,
      extended: () => other,
      add: () => other,
      modify: () => other,
      modifyDn: () => other,
      delete: () => other,
    },
    { clock: wallClock('directory'), onDefect: () => undefined },
  );
}

/** Every tunnel leads to the one service port, whatever its name. */
function createProxy(port: () => number): Server {
  const proxy = createHttp();
  proxy.on('connect', (_request: IncomingMessage, socket: Socket) => {
    const upstream = connect(port(), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return proxy;
}

async function listen(server: Server, open: Set<Socket>): Promise<void> {
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function subjectOf(socket: Socket): string | undefined {
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.subject : undefined;
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text = (text + String(chunk)).slice(0, REPLY_LIMIT);
  return text;
}
