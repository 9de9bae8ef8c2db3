import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { openFlow, type Flow } from '../authorize/flow.ts';
import type { LoginContext } from '../context.ts';
import { federationRedirect } from '../federation/redirect.ts';
import { formOf } from '../../web/form.ts';
import { visitOf, type Visit } from '../web/visit.ts';
import { isUser, realmOf } from '../authorize/realm.ts';

const asked = z.object({
  username: z.string().max(512),
  originalRequest: z.string().max(32_768).optional(),
  flowToken: z.string().max(32_768).optional(),
});
const EXISTS = 0;
const UNKNOWN = 1;
const PASSWORD = 1;
const FEDERATION = 4;
const MANAGED_DOMAIN = 3;
const FEDERATED_DOMAIN = 4;

/** What the sign-in page asks once a name is typed (numbers: observed by researchers). */
export function credentialTypeRoutes(app: FastifyInstance, context: LoginContext): void {
  app.post('/:tenant/GetCredentialType', (request, reply) => {
    const parsed = asked.safeParse(request.body);
    const username = parsed.success ? parsed.data.username : formOf(request).get('username');
    if (!username || username.length > 512)
      return reply.code(400).send({ error: { code: '6001', message: 'username is missing or too long' } });
    const visit = visitOf(request, reply, context);
    const sealed = parsed.data?.flowToken ?? parsed.data?.originalRequest;
    return credentialType(username, sealed === undefined ? undefined : openFlow(sealed, visit), visit);
  });
}

async function credentialType(username: string, flow: Flow | undefined, visit: Visit) {
  const realm = realmOf(username, flow?.request, visit.context);
  const federated = realm.kind === 'federated';
  const exists = federated || isUser(username, flow?.request, visit.context);
  return {
    Username: username,
    Display: username,
    IfExistsResult: exists ? EXISTS : UNKNOWN,
    ThrottleStatus: 0,
    Credentials: {
      PrefCredential: federated ? FEDERATION : PASSWORD,
      HasPassword: !federated,
      ...(federated && { FederationRedirectUrl: await federationRedirect(realm, username, flow, visit) }),
    },
    EstsProperties: {
      DesktopSsoEnabled: false,
      ...(realm.kind !== 'unknown' && { DomainType: federated ? FEDERATED_DOMAIN : MANAGED_DOMAIN }),
    },
  };
}
