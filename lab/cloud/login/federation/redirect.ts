import { sealFlow, type Flow } from '../authorize/flow.ts';
import type { HomeRealm } from '../../core/home-realm.ts';
import type { Visit } from '../web/visit.ts';
import { providerUrl } from './provider-url.ts';
import { samlRequestUrl } from './saml-request.ts';

type FederatedRealm = Extract<HomeRealm, { readonly kind: 'federated' }>;

/** Where a federated user's browser goes; the sign-in's own state goes with it, sealed, and comes back. */
export function federationRedirect(
  { federation }: FederatedRealm,
  upn: string | undefined,
  flow: Flow | undefined,
  visit: Visit,
  mfa = false,
): string {
  const context = flow === undefined ? undefined : sealFlow(flow, visit);
  const fresh = flow?.request.kind === 'authorize' && flow.request.prompt === 'login';
  const request = { upn, context, fresh, mfa, correlationId: visit.correlationId };
  const saml = federation.preferredAuthenticationProtocol === 'saml';
  return saml ? samlRequestUrl(federation, request, flow, visit) : providerUrl(federation, request);
}

export function goToProvider(
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
    .header('location', federationRedirect(realm, upn, flow, visit, mfa))
    .send();
}
