import { timingSafeEqual } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ControlTransport } from './control.ts';
import type { ControlFault } from './errors.ts';
import { inputFault, messageOf } from './fault.ts';

const BODY_LIMIT = 1_048_576;

/** A control plane on loopback: `POST /control/<component>/<method>`, JSON both ways, a token per run. */
export interface StartedControlServer extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  /** Grows with every call. */
  activity(): number;
}

export interface ControlServerOptions {
  /** Where to listen; 127.0.0.1 unless told. */
  readonly bind?: string;
  /** 0, any that is free, unless told. */
  readonly port?: number;
  /** Takes WebSocket upgrades; all are refused unless told. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Serves several components' control interfaces on one port that no simulated protocol shares. */
export async function startControlServer(
  components: () => ReadonlyMap<string, ControlTransport>,
  token: string,
  { bind = '127.0.0.1', port: wanted = 0, upgrade }: ControlServerOptions = {},
): Promise<StartedControlServer> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls++;
    answer(request, response, components, token).catch(() => response.destroy());
  });
  server.requestTimeout = 0;
  if (upgrade !== undefined) server.on('upgrade', upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, bind, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    activity: () => calls,
    [Symbol.asyncDispose]: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** 200 with the output, 401 without the token, 400 for no call at all, 404 for no component, 422 for a refused call. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  components: () => ReadonlyMap<string, ControlTransport>,
  token: string,
): Promise<void> {
  if (!mayCall(request, token)) {
    return refuse(response, 401, {
      component: '',
      method: '',
      code: 'PTALAB_CONTROL_TOKEN',
      message: 'token missing or wrong',
    });
  }
  try {
    const { component, method } = callIn(request);
    const transport = components().get(component);
    if (transport === undefined) {
      const known = [...components().keys()].join(', ');
      return refuse(response, 404, inputFault(component, method, `no such component; there are ${known}`));
    }
    const reply = await transport(method, (await read(request)) || '{}');
    if ('error' in reply) return refuse(response, 422, reply.error);
    response.writeHead(200, { 'content-type': 'application/json' }).end(reply.ok);
  } catch (error) {
    refuse(response, 400, inputFault('control', 'call', messageOf(error)));
  }
}

/** Throws when the request is no call, or its path is no UTF-8. */
function callIn(request: IncomingMessage): { component: string; method: string } {
  const [, plane, component, method, ...more] = (request.url ?? '').split('/');
  const shaped = plane === 'control' && component !== undefined && method !== undefined && more.length === 0;
  if (request.method !== 'POST' || !shaped)
    throw new Error('a call is POST /control/<component>/<method>, its input the JSON body');
  return { component: decodeURIComponent(component), method: decodeURIComponent(method) };
}

/** A browser's page cannot call: it has no token, and a foreign Host header is refused. */
function mayCall(request: IncomingMessage, token: string): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return (
    ['127.0.0.1', 'localhost'].includes(host) &&
    given.length === wanted.length &&
    timingSafeEqual(given, wanted)
  );
}

/** Reads to the end even what is too long, since the refusal reaches nobody who is still writing. */
async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size <= BODY_LIMIT) chunks.push(bytes);
  }
  if (size > BODY_LIMIT) throw new Error(`a control call takes at most ${BODY_LIMIT} bytes`);
  return Buffer.concat(chunks).toString('utf8');
}

function refuse(response: ServerResponse, status: number, error: ControlFault): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
}
