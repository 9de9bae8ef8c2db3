import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Credential } from '../../pki/authority.ts';
import { acceptForms } from '../web/form.ts';
import { startWebService, type StartedWebService } from '../web/web-service.ts';
import { browserRoutes } from './browser.ts';
import type { LoginContext } from './context.ts';
import { credentialTypeRoutes } from './credential-type.ts';
import { discoveryRoutes } from './discovery.ts';
import { tokenRoutes } from './token-endpoint.ts';
import { userRealmRoutes } from './user-realm.ts';

const BODY_LIMIT = 65_536;

/** The login host: tokens, pages, discovery. */
export function startLogin(credential: Credential, context: LoginContext): Promise<StartedWebService> {
  const routes = (app: FastifyInstance): void => {
    acceptForms(app);
    app.setErrorHandler(answerError);
    discoveryRoutes(app, context);
    userRealmRoutes(app, context.tenants);
    credentialTypeRoutes(app, context.tenants);
    tokenRoutes(app, context);
    browserRoutes(app, context);
  };
  return startWebService({ name: 'cloud/login', credential, bodyLimit: BODY_LIMIT, routes });
}

/** Always JSON, and never an inner error's own words: those might quote the form. */
function answerError(error: unknown, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const given = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const refused = given >= 400 && given < 500;
  const body = refused
    ? { error: 'invalid_request', error_description: 'The request is malformed or too large.' }
    : { error: 'server_error', error_description: 'The lab failed to answer; this is a defect of the lab.' };
  return reply.code(refused ? given : 500).send({ ...body, error_codes: [] });
}
