import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { platformOf } from '../../apps/redirect-uris.ts';
import { formOf } from '../../web/form.ts';
import type { LoginContext } from '../context.ts';
import { showError, showSignedOut } from '../pages/end-pages.ts';
import { ProtocolRefused } from '../refusal.ts';
import { Parameters } from '../web/parameters.ts';
import { visitOf, type Visit } from '../web/visit.ts';
import { accountsOf, endSession } from './session-cookies.ts';

/** `GET` and `POST /{tenant}/oauth2/v2.0/logout` (documented: OpenID Connect, "Send a sign-out request"). */
export function signOutRoutes(app: FastifyInstance, context: LoginContext): void {
  const handler = (request: FastifyRequest, reply: FastifyReply) => {
    const visit = visitOf(request, reply, context);
    try {
      const query = request.url.split('?')[1] ?? '';
      return signOut(
        new Parameters(request.method === 'POST' ? formOf(request) : new URLSearchParams(query)),
        visit,
      );
    } catch (error) {
      if (error instanceof ProtocolRefused) return showError(visit, error.aadsts, error.detail);
      throw error;
    }
  };
  for (const url of ['/:tenant/oauth2/v2.0/logout', '/:tenant/oauth2/logout', '/logout.srf'])
    app.route({ method: ['GET', 'POST'], url, handler });
}

/** The browser's whole session ends. It goes on only to a redirect URI that some application has registered. */
function signOut(params: Parameters, visit: Visit) {
  for (const { user } of accountsOf(visit)) {
    visit.context.tenants.service.history.append({
      component: 'cloud',
      kind: 'session.ended',
      correlationId: visit.correlationId,
      data: { upn: user.upn },
    });
  }
  endSession(visit);
  const next = params.get('post_logout_redirect_uri');
  if (next === undefined || !isRegistered(next, visit)) return showSignedOut(visit);
  const state = params.get('state');
  const url = new URL(next);
  if (state !== undefined) url.searchParams.set('state', state);
  return visit.reply.code(302).header('cache-control', 'no-store').header('location', url.href).send();
}

function isRegistered(uri: string, { context }: Visit): boolean {
  for (const app of context.apps.all()) if (platformOf(app, uri) !== undefined) return true;
  return false;
}
