import { sealFlow, type Flow } from '../authorize/flow.ts';
import { newSecret } from '../secret.ts';
import type { HomeRealm } from '../../core/home-realm.ts';
import type { Visit } from '../web/visit.ts';
import { providerUrl } from './provider-url.ts';
import { samlRequestUrl } from './saml-request.ts';

type FederatedRealm = Extract<HomeRealm, { readonly kind: 'federated' }>;

/**
 * Where a federated user's browser goes; the sign-in's own state goes with it, sealed, and comes back. Each time it is
 * another request: a provider answers none twice.
 */
export async function federationRedirect(
  { federation }: FederatedRealm,
  upn: string | undefined,
  begun: Flow | undefined,
  visit: Visit,
  mfa = false,
): Promise<string> {
  const flow = begun && { ...begun, id: newSecret() };
  const context = flow === undefined ? undefined : sealFlow(flow, visit);
  const fresh = flow?.request.kind === 'authorize' && flow.request.prompt === 'login';
  const request = { upn, context, fresh, mfa, correlationId: visit.correlationId };
  const saml = federation.preferredAuthenticationProtocol === 'saml';
  return saml ? samlRequestUrl(federation, request, flow, visit) : providerUrl(federation, request);
}

export async function goToProvider(
  realm: FederatedRealm,
  upn: string | undefined,
  flow: Flow,
  visit: Visit,
  mfa = false,
) {
  visit.context.tenants.service.history.append({
    component: 'cloud',
    kind: 'federation.redirected',
    correlationId: visit.correlationId,
    data: { domain: realm.domain.name, upn: upn ?? null },
  });
  return visit.reply
    .code(302)
    .header('cache-control', 'no-store')
    .header('location', await federationRedirect(realm, upn, flow, visit, mfa))
    .send();
}
