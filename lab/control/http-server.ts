import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ControlTransport } from './control.ts';

const BODY_LIMIT = 1_048_576;

/** A control plane on loopback: `POST /control/<component>/<method>`, JSON both ways, a token per run. */
export interface StartedControlServer extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
}

/** Serves several components' control interfaces on one port of 127.0.0.1 that no simulated protocol shares. */
export async function startControlServer(
  components: () => ReadonlyMap<string, ControlTransport>,
  token: string,
): Promise<StartedControlServer> {
  const server = createServer((request, response) => {
    void answer(request, response, components(), token);
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, token, [Symbol.asyncDispose]: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  components: ReadonlyMap<string, ControlTransport>,
  token: string,
): Promise<void> {
  const [, plane, component, method] = (request.url ?? '').split('/');
  const transport = components.get(decodeURIComponent(component ?? ''));
  if (!mayCall(request, token))
    return send(response, 401, { code: 'PTALAB_CONTROL_TOKEN', message: 'token missing or wrong' });
  if (request.method !== 'POST' || plane !== 'control' || transport === undefined || method === undefined) {
    return send(response, 404, { code: 'PTALAB_CONTROL_INPUT', message: `no component ${component ?? ''}` });
  }
  try {
    const output = await transport(decodeURIComponent(method), (await read(request)) || '{}');
    response.writeHead(200, { 'content-type': 'application/json' }).end(output);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'PTALAB_CONTROL_FAILED';
    send(response, 422, { code, message: error instanceof Error ? error.message : String(error) });
  }
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

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > BODY_LIMIT) throw new Error(`a control call takes at most ${BODY_LIMIT} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: { code: string; message: string }): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
