import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { deadline } from '../clock/deadline.ts';
import type { Caller, Farm } from './farm.ts';
import { type TrustVersion } from '../ws-trust/namespaces.ts';
import { Path } from './names.ts';
import { askForCredentials, takeCredentials, type PageAnswer } from './passive/sign-in.ts';
import { metadataDocument } from './ws-trust/metadata.ts';
import { answerUsernameMixed } from './ws-trust/username-mixed.ts';

interface Answer {
  readonly status: number;
  readonly type: 'application/soap+xml' | 'text/xml' | 'text/html' | 'text/plain';
  readonly body: string;
}

const BODY_LIMIT = 65_536;
const BODY_LIMIT_MS = 30_000;
const HEADER_IN_HISTORY = 256;

/** What an Exchange front end says of its client (names as AD FS claim rules know them). */
const FORWARDED = {
  clientApplication: 'x-ms-client-application',
  forwardedClientIp: 'x-ms-forwarded-client-ip',
  clientUserAgent: 'x-ms-client-user-agent',
  proxy: 'x-ms-proxy',
  endpointPath: 'x-ms-endpoint-absolute-path',
} as const;

export function federationRoutes(farm: Farm): RequestListener {
  return (request, response) => {
    answer(farm, request)
      .catch((error: unknown): Answer => {
        if (error instanceof BodyTooLargeError) return plain(413, 'The request is larger than 64 KiB.');
        return plain(500, 'The server was unable to process the request due to an internal error.');
      })
      .then(
        (made) => send(response, made),
        () => response.destroy(),
      );
  };
}

async function answer(farm: Farm, request: IncomingMessage): Promise<Answer> {
  const url = URL.parse(request.url ?? '/', `https://${farm.parts.config.name}`);
  if (url === null) return plain(404, 'Not found.');
  const path = url.pathname.replace(/\/$/, '').toLowerCase();
  const caller = callerOf(request);
  switch (`${request.method ?? ''} ${path}`) {
    case `POST ${Path.trust13}`:
      return soap(farm, '1.3', request, caller);
    case `POST ${Path.trust2005}`:
      return soap(farm, '2005', request, caller);
    case `GET ${Path.metadata}`:
      return { status: 200, type: 'text/xml', body: metadataDocument(farm.parts.config.name).text };
    case `GET ${Path.passive}`:
      return html(askForCredentials(farm, url, caller));
    case `POST ${Path.passive}`:
      return html(
        await takeCredentials(farm, url, new URLSearchParams(await readBody(farm, request)), caller),
      );
    default:
      return plain(404, 'Not found.');
  }
}

async function soap(
  farm: Farm,
  version: TrustVersion,
  request: IncomingMessage,
  caller: Caller,
): Promise<Answer> {
  const { status, body } = await answerUsernameMixed(farm, version, await readBody(farm, request), caller);
  return { status, type: 'application/soap+xml', body };
}

function html({ status, page }: PageAnswer): Answer {
  return { status, type: 'text/html', body: page.text };
}

function plain(status: number, body: string): Answer {
  return { status, type: 'text/plain', body };
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' };
  response.writeHead(status, status === 413 ? { ...headers, connection: 'close' } : headers).end(body);
}

function callerOf(request: IncomingMessage): Caller {
  const said: Record<string, string> = {};
  for (const [name, header] of Object.entries(FORWARDED)) {
    const value = request.headers[header];
    if (typeof value === 'string') said[name] = value.slice(0, HEADER_IN_HISTORY);
  }
  const id = request.headers['client-request-id'];
  return { correlationId: typeof id === 'string' ? id.slice(0, HEADER_IN_HISTORY) : undefined, said };
}

class BodyTooLargeError extends Error {}

async function readBody(farm: Farm, request: IncomingMessage): Promise<string> {
  using limit = deadline(farm.parts.clock, BODY_LIMIT_MS, 'reading a request to AD FS');
  limit.signal.addEventListener('abort', () => request.destroy(), { once: true });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
