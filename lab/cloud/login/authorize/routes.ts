import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { formOf } from '../../web/form.ts';
import type { LoginContext } from '../context.ts';
import { showError } from '../pages/end-pages.ts';
import { ProtocolRefused } from '../refusal.ts';
import { Parameters } from '../web/parameters.ts';
import { visitOf, type Visit } from '../web/visit.ts';
import { begin } from './begin.ts';
import { readAddressee, readRequest, type Addressee } from './read-request.ts';
import { respondRefused } from './respond.ts';
import { modeForRefusals } from './response-type.ts';

const tenantParams = z.object({ tenant: z.string() });
const TOO_LONG = 90015;
const LONGEST_QUERY = 8_192;
const PATHS = { v2: '/:tenant/oauth2/v2.0/authorize', v1: '/:tenant/oauth2/authorize' };

/** `GET` and `POST /{tenant}/oauth2/v2.0/authorize` and version 1's (RFC 6749 section 3.1). */
export function authorizeRoutes(app: FastifyInstance, context: LoginContext): void {
  for (const url of [PATHS.v2, PATHS.v1]) {
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      authorize(visitOf(request, reply, context), url === PATHS.v1);
    app.route({ method: ['GET', 'POST'], url, handler });
  }
}

/**
 * The request, in the order in which it is judged: until application and redirect URI are known to belong together a
 * refusal is a page of ours; from then on it goes to the application.
 */
function authorize(visit: Visit, v1: boolean) {
  const { request, context, origin } = visit;
  const { tenant: authority } = tenantParams.parse(request.params);
  let to: Addressee | undefined;
  let params: Parameters | undefined;
  try {
    params = readParameters(request);
    to = readAddressee(params, authority, context);
    return begin(readRequest(params, to, { authority, origin, v1 }, context), visit);
  } catch (error) {
    if (!(error instanceof ProtocolRefused)) throw error;
    if (to === undefined || params === undefined) return showError(visit, error.aadsts, error.detail);
    const { redirectUri } = to;
    const answer = { redirectUri, responseMode: modeForRefusals(params), state: params.get('state') };
    return respondRefused(answer, error, visit);
  }
}

function readParameters(request: FastifyRequest): Parameters {
  const query = request.url.slice(request.url.indexOf('?') + 1 || request.url.length + 1);
  if (query.length > LONGEST_QUERY) throw new ProtocolRefused(TOO_LONG);
  return new Parameters(request.method === 'POST' ? formOf(request) : new URLSearchParams(query));
}
