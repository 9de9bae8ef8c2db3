import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Tenants } from '../core/tenants.ts';
import { formOf } from '../web/form.ts';
import { passiveSignIn } from './federation-redirect.ts';

const asked = z.object({ username: z.string().max(512) });
const EXISTS = 0;
const UNKNOWN = 1;
const PASSWORD = 1;
const FEDERATION = 4;
const MANAGED_DOMAIN = 3;
const FEDERATED_DOMAIN = 4;

/** What the sign-in page asks once a name is typed (numbers: observed by researchers). */
export function credentialTypeRoutes(app: FastifyInstance, tenants: Tenants): void {
  app.post('/common/GetCredentialType', (request, reply) => {
    const parsed = asked.safeParse(request.body);
    const username = parsed.success ? parsed.data.username : formOf(request).get('username');
    if (!username) return reply.code(400).send({ error: { code: '6001', message: 'username is missing' } });
    return credentialType(username, tenants);
  });
}

function credentialType(username: string, tenants: Tenants) {
  const tenant = tenants.ofUpn(username)?.tenant;
  const domain = tenant?.domains.ofUpn(username);
  const federated = domain?.authentication === 'federated';
  const user = tenant?.users.byUpn(username);
  return {
    Username: username,
    Display: username,
    IfExistsResult: federated || user !== undefined ? EXISTS : UNKNOWN,
    ThrottleStatus: 0,
    Credentials: {
      PrefCredential: federated ? FEDERATION : PASSWORD,
      HasPassword: !federated,
      ...(federated &&
        domain.federation && { FederationRedirectUrl: passiveSignIn(domain.federation, username) }),
    },
    EstsProperties: {
      DesktopSsoEnabled: false,
      ...(domain && { DomainType: federated ? FEDERATED_DOMAIN : MANAGED_DOMAIN }),
    },
  };
}
