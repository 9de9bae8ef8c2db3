import type { FastifyInstance, FastifyReply } from 'fastify';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { signInWithAssertion } from '../assertions/redeem.ts';
import type { SignInResult } from '../core/record.ts';
import { signInWithPassword } from '../core/sign-in.ts';
import { correlationOf } from '../web/correlation.ts';
import { formOf } from '../web/form.ts';
import type { LoginContext } from './context.ts';
import { failurePage, signedInPage } from './pages.ts';
import { assertionOf } from './ws-federation.ts';

const tenantParams = z.object({ tenant: z.string() });
const COOKIE = 'ESTSAUTHPERSISTENT';

/** The sign-in page's post, and the post that a browser carries back from a federated provider. */
export function browserRoutes(app: FastifyInstance, context: LoginContext): void {
  const { tenants, replay, chance } = context;
  app.post('/:tenant/login', async (request, reply) => {
    const correlationId = correlationOf(request, reply, chance);
    const form = formOf(request);
    const upn = (form.get('login') ?? '').trim();
    const password = form.get('passwd') ?? '';
    const { tenant: authority } = tenantParams.parse(request.params);
    const attempt = { correlationId, upn, password, client: 'browser', grant: 'page', authority } as const;
    return show(await signInWithPassword(attempt, tenants), correlationId, reply, context);
  });
  app.post('/login.srf', (request, reply) => {
    const correlationId = correlationOf(request, reply, chance);
    const xml = assertionOf(formOf(request).get('wresult') ?? '');
    const attempt = {
      correlationId,
      upn: '',
      client: 'browser',
      grant: 'wsFederation',
      authority: 'common',
    } as const;
    return show(signInWithAssertion(attempt, xml, tenants, replay), correlationId, reply, context);
  });
}

/** Both ends are pages with status 200, as in the real service; success also sets the session cookie. */
function show(result: SignInResult, correlationId: string, reply: FastifyReply, context: LoginContext) {
  void reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
  const traceId = context.chance.uuid();
  void reply.header('x-ms-request-id', traceId);
  if (result.user === undefined) {
    return reply.send(
      failurePage({ code: result.code, correlationId, traceId, now: context.tenants.service.clock.now() }),
    );
  }
  const session = randomBytes(32).toString('base64url');
  void reply.header('set-cookie', `${COOKIE}=${session}; path=/; secure; HttpOnly; SameSite=None`);
  return reply.send(signedInPage(result.user.displayName));
}
