import type { FastifyRequest } from 'fastify';
import type { App } from '../../apps/app.ts';
import type { LoginContext } from '../context.ts';
import { formOf } from '../../web/form.ts';
import { header } from '../../web/correlation.ts';
import { originOf } from '../web/origin.ts';
import { Parameters } from '../web/parameters.ts';
import type { ClientProof, Granted, GrantedToUser } from './granted.ts';

/** A request at the token endpoint, before anybody judged it. */
export interface Ask {
  readonly params: Parameters;
  readonly grant: string;
  /** The authority's path segment. */
  readonly authority: string;
  readonly correlationId: string;
  /** Under which name the client knows the service. */
  readonly origin: string;
  readonly v1: boolean;
  readonly location: string;
  /** `Origin`: a page asks from a browser. */
  readonly crossOrigin: string | undefined;
  /** `Authorization`. */
  readonly authorization: string | undefined;
}

/** A request whose client is known. */
export interface ClientAsk extends Ask {
  readonly app: App;
  readonly proof: ClientProof;
}

/** A grant's own judgement. Throws ProtocolRefused or SignInFailed. */
export type Judge = (
  ask: ClientAsk,
  context: LoginContext,
) => Promise<Granted | GrantedToUser> | Granted | GrantedToUser;

/** A request under a path that begins with an authority. */
export type AuthorityRequest = FastifyRequest<{ Params: { readonly tenant: string } }>;

/** Throws ProtocolRefused. */
export function readAsk(
  request: AuthorityRequest,
  correlationId: string,
  v1: boolean,
  context: LoginContext,
): Ask {
  const params = new Parameters(formOf(request));
  return {
    params,
    grant: params.required('grant_type'),
    authority: request.params.tenant,
    correlationId,
    origin: originOf(request, context.names),
    v1,
    location: context.locationOf(request),
    crossOrigin: header(request, 'origin'),
    authorization: header(request, 'authorization'),
  };
}
