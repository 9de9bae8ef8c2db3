import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Credential } from '../../pki/authority.ts';
import { acceptForms } from '../web/form.ts';
import { startWebService, type StartedWebService } from '../web/web-service.ts';
import { authorizeRoutes } from './authorize/routes.ts';
import type { LoginContext } from './context.ts';
import { loginNames } from './names.ts';
import { deviceCodeRoutes } from './device/code-endpoint.ts';
import { devicePageRoutes } from './device/pages.ts';
import { credentialTypeRoutes } from './discovery/credential-type.ts';
import { instanceRoutes } from './discovery/instance.ts';
import { discoveryRoutes } from './discovery/openid-configuration.ts';
import { userRealmRoutes } from './discovery/user-realm.ts';
import { returnRoutes } from './federation/return-routes.ts';
import { pageRoutes } from './pages/routes.ts';
import { signOutRoutes } from './sessions/sign-out-routes.ts';
import { tokenRoutes } from './token/endpoint.ts';
import { answerError, answerNotFound, answerUnreadablePath } from './web/unexpected.ts';

const BODY_LIMIT = 65_536;

/** The login host: tokens, pages, discovery. */
export function startLogin(credential: Credential, context: LoginContext): Promise<StartedWebService> {
  const routes = (app: FastifyInstance): void => {
    acceptForms(app);
    app.addHook('onRequest', (_request, reply, done) => {
      // What a request said comes back in error texts: no browser may take them for a page.
      void reply.header('x-content-type-options', 'nosniff');
      done();
    });
    app.setErrorHandler((error, request, reply) => answerError(error, request, reply, context));
    app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) =>
      answerNotFound(request, reply, context),
    );
    const groups = [
      tokenRoutes,
      authorizeRoutes,
      pageRoutes,
      signOutRoutes,
      deviceCodeRoutes,
      devicePageRoutes,
      returnRoutes,
      discoveryRoutes,
      instanceRoutes,
      userRealmRoutes,
      credentialTypeRoutes,
    ];
    for (const add of groups) add(app, context);
  };
  const hosts = loginNames(context.names);
  return startWebService({
    ...{ name: 'cloud/login', credential, bodyLimit: BODY_LIMIT, hosts, routes },
    unroutable: (error, request, reply) => answerUnreadablePath(error, request, reply, context),
  });
}
