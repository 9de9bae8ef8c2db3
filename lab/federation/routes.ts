import type { IncomingMessage, RequestListener } from 'node:http';
import { html, plain, send, type Answer } from './answer.ts';
import type { Farm } from './farm.ts';
import { federationMetadata } from './metadata/federation-metadata.ts';
import { Path, pathOf } from './names.ts';
import type { FarmNode } from './nodes/node.ts';
import { visitOf } from './nodes/visit-of.ts';
import type { Visit } from './nodes/visit.ts';
import { answerBrowser } from './passive/route.ts';
import { tokenIn } from './passive/sso/cookie.ts';
import { BodyTooLargeError, readBody } from './request-body.ts';
import type { TrustVersion } from '../ws-trust/namespaces.ts';
import { metadataDocument } from './ws-trust/metadata.ts';
import { answerUsernameMixed } from './ws-trust/username-mixed.ts';

/** Who is at the other end of a connection. */
export interface Surroundings {
  readonly callerOf: (request: IncomingMessage) => string;
  /** The proxy's host: who comes from there is outside. */
  readonly proxy: string;
}

/** One node's HTTPS endpoints. */
export function nodeRoutes(farm: Farm, node: FarmNode, around: Surroundings): RequestListener {
  return (request, response) => {
    answer(farm, node, request, around)
      .catch((error: unknown): Answer => {
        if (error instanceof BodyTooLargeError) return plain(413, error.message);
        return plain(500, 'The server was unable to process the request due to an internal error.');
      })
      .then(
        (made) => send(response, made),
        () => response.destroy(),
      );
  };
}

/** A node's port 80: for load balancers, and nothing else. */
export const probeRoutes: RequestListener = (request, response) => {
  const url = URL.parse(request.url ?? '/', 'http://probe');
  const probed = request.method === 'GET' && url !== null && pathOf(url) === Path.probe;
  send(response, probed ? plain(200, '') : plain(404, 'Not found.'));
};

async function answer(
  farm: Farm,
  node: FarmNode,
  request: IncomingMessage,
  { callerOf, proxy }: Surroundings,
): Promise<Answer> {
  const { name } = farm.parts.config;
  const url = URL.parse(request.url ?? '/', `https://${name}`);
  if (url === null || !isOurs(request.headers.host, name)) return plain(404, 'Not found.');
  const visit = visitOf(node, request, url, { caller: callerOf(request), proxy });
  const path = pathOf(url);
  switch (`${request.method ?? ''} ${path}`) {
    case `POST ${Path.trust13}`:
      return soap(farm, '1.3', request, visit);
    case `POST ${Path.trust2005}`:
      return soap(farm, '2005', request, visit);
    case `GET ${Path.metadata}`:
      return { status: 200, type: 'text/xml', body: metadataDocument(name).text };
    case `GET ${Path.federationMetadata}`:
      return { status: 200, type: 'application/samlmetadata+xml', body: metadataOf(farm, node) };
    case `POST ${Path.windows13}`:
    case `POST ${Path.windows2005}`:
      return { ...plain(401, ''), headers: { 'www-authenticate': ['Negotiate', 'NTLM'] } };
    default:
      return isPage(path) ? browser(farm, visit, url, request) : plain(404, 'Not found.');
  }
}

/** Other names that lead here (DNS rebinding) get nothing; loopback addresses are the lab's own. */
function isOurs(host: string | undefined, name: string): boolean {
  const hostname = URL.parse(`https://${host ?? ''}`)?.hostname ?? '';
  return hostname === name.toLowerCase() || hostname === 'localhost' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isPage(path: string): boolean {
  return path === Path.passive || path === Path.idpInitiated || path === Path.idpInitiatedAspx;
}

async function soap(
  farm: Farm,
  version: TrustVersion,
  request: IncomingMessage,
  visit: Visit,
): Promise<Answer> {
  const text = (await readBody(farm.parts.clock, request)).toString('utf8');
  const { status, body } = await answerUsernameMixed(farm, version, text, visit);
  return { status, type: 'application/soap+xml', body };
}

async function browser(farm: Farm, visit: Visit, url: URL, request: IncomingMessage): Promise<Answer> {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'POST') return plain(405, 'Method not allowed.');
  const token = tokenIn(headers.cookie);
  const posted = method === 'POST' ? (await readBody(farm.parts.clock, request)).toString('utf8') : '';
  const form = new URLSearchParams(posted);
  // Signing a browser in as somebody else from a foreign page (login CSRF).
  if (headers['sec-fetch-site'] === 'cross-site' && (form.has('UserName') || form.has('VerificationCode')))
    return plain(403, 'The form was not this server’s.');
  return html(await answerBrowser(farm, visit, { url, form, method, token }));
}

function metadataOf({ parts: { config, chance, clock } }: Farm, { configuration }: FarmNode): string {
  const { signing } = configuration;
  return federationMetadata({ name: config.name, signing, now: clock.now(), id: `_${chance.uuid()}` }).text;
}
