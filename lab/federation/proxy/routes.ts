import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '../../clock/clock.ts';
import { plain, send } from '../answer.ts';
import { pathOf, PUBLISHED } from '../names.ts';
import { BodyTooLargeError, readBody } from '../request-body.ts';
import { clientAddresses, forwardedHeaders } from './forwarded.ts';
import type { Forwarded, Forwarder } from './forward.ts';

export interface ProxyParts {
  /** `WAP1` */
  readonly name: string;
  /** The federation service name. */
  readonly serviceName: string;
  readonly clock: Clock;
  readonly forwarder: Forwarder;
  readonly trustsForwardedFor: boolean;
  /** The host that a connection comes from. */
  readonly callerOf: (request: IncomingMessage) => string;
}

/** What the Web Application Proxy does with a request: only published endpoints, and only with its own headers. */
export function proxyRoutes(parts: ProxyParts): RequestListener {
  return (request, response) => {
    passOn(parts, request, response).catch((error: unknown) => {
      if (error instanceof BodyTooLargeError) send(response, plain(413, error.message));
      else response.destroy();
    });
  };
}

async function passOn(parts: ProxyParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = URL.parse(request.url ?? '/', `https://${parts.serviceName}`);
  if (url === null || !PUBLISHED.has(pathOf(url))) return send(response, plain(404, 'Not found.'));
  if (request.method !== 'GET' && request.method !== 'POST')
    return send(response, plain(405, 'Method not allowed.'));
  const body = await readBody(parts.clock, request);
  const addresses = clientAddresses(request.headers, parts.callerOf(request), parts.trustsForwardedFor);
  const headers = forwardedHeaders(request.headers, { proxy: parts.name, path: url.pathname, addresses });
  const target = `https://${parts.serviceName}${url.pathname}${url.search}`;
  const answer = await parts.forwarder.forward(target, request, headers, body);
  if (answer === undefined) return send(response, plain(503, 'The federation service is unavailable.'));
  answerWith(response, answer);
}

const PASSED_BACK = [
  'content-type',
  'cache-control',
  'set-cookie',
  'location',
  'content-security-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
] as const;

function answerWith(response: ServerResponse, { status, headers, body }: Forwarded): void {
  for (const name of PASSED_BACK) {
    const value = headers[name];
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(status).end(body);
}
