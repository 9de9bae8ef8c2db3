import type { FastifyReply, FastifyRequest } from 'fastify';
import { pairwiseSubject } from '../../login/token/claims.ts';
import { AccessDenied, bearerOf } from '../../web/bearer.ts';
import type { GraphService } from '../route.ts';

/**
 * `/oidc/userinfo`: who the token's user is, under the subject that the application's identity tokens bear (OpenID Connect
 * Core 1.0 section 5.3; documented: Microsoft identity platform UserInfo endpoint). Any user's token will do.
 */
export function userinfoRoutes({ app, admins }: GraphService): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const token = bearerOf(request);
    const who = token === undefined ? undefined : await admins.admins.verify(token);
    const user = who && admins.office(who.tenantId)?.tenant.users.byId(who.userId);
    if (who === undefined || user === undefined) {
      void reply.header('www-authenticate', 'Bearer error="invalid_token"');
      throw new AccessDenied(401);
    }
    return {
      sub: pairwiseSubject(user, who.clientId),
      name: user.displayName,
      ...(user.mail !== undefined && { email: user.mail }),
    };
  };
  app.route({ method: ['GET', 'POST'], url: '/oidc/userinfo', handler });
}
