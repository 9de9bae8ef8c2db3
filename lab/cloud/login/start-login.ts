import type { FastifyInstance } from 'fastify';
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
    discoveryRoutes(app, context);
    userRealmRoutes(app, context.desk.tenant);
    credentialTypeRoutes(app, context.desk.tenant);
    tokenRoutes(app, context);
    browserRoutes(app, context);
  };
  return startWebService({ name: 'cloud/login', credential, bodyLimit: BODY_LIMIT, routes });
}
