import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CLOUD_AUDIENCE } from '../../assertions/judge.ts';
import type { Domain, FederationSettings } from '../../core/domain.ts';
import type { LoginContext } from '../context.ts';
import { providerUrl } from '../federation/provider-url.ts';

const upnParams = z.object({ upn: z.string() });
const asked = z.object({ 'api-version': z.string().optional() });
const srf = z.object({ login: z.string().max(512).default('') });

/**
 * Where a user's domain proves its users (shapes: observed by researchers and in MSAL's code). An unknown domain is
 * `Unknown`; whether the user exists is not said. Always JSON.
 */
export function userRealmRoutes(app: FastifyInstance, context: LoginContext): void {
  app.get('/:tenant/userrealm/:upn', (request) => {
    const { upn } = upnParams.parse(request.params);
    const version = asked.safeParse(request.query).data?.['api-version'];
    const found = domainOf(upn, context);
    return version?.startsWith('2') === true
      ? version2(upn, found, context)
      : version1(found.domain, context);
  });
  app.get('/GetUserRealm.srf', (request) => {
    const login = srf.safeParse(request.query).data?.login ?? '';
    return realmSrf(login, domainOf(login, context), context);
  });
}

interface Found {
  readonly domain: Domain | undefined;
  readonly brand: string | undefined;
}

function domainOf(upn: string, { tenants }: LoginContext): Found {
  const tenant = tenants.ofUpn(upn)?.tenant;
  return { domain: tenant?.domains.ofUpn(upn), brand: tenant?.name };
}

function version1(domain: Domain | undefined, { names }: LoginContext) {
  const cloud = { ver: '1.0', cloud_instance_name: names.instanceName, cloud_audience_urn: CLOUD_AUDIENCE };
  if (domain === undefined) return { ...cloud, account_type: 'Unknown' };
  const common = { ...cloud, domain_name: domain.name };
  if (domain.authentication === 'managed') return { ...common, account_type: 'Managed' };
  return { ...common, account_type: 'Federated', ...(domain.federation && endpoints(domain.federation)) };
}

function endpoints(federation: FederationSettings) {
  const active = new URL(federation.activeSignInUri);
  const { metadataExchangeUri: metadata } = federation;
  return {
    federation_protocol: 'WSTrust',
    federation_metadata_url: metadata ?? `${active.origin}/adfs/services/trust/mex`,
    federation_active_auth_url: federation.activeSignInUri,
  };
}

function version2(upn: string, { domain, brand }: Found, { names }: LoginContext) {
  if (domain === undefined)
    return { NameSpaceType: 'Unknown', Login: upn, CloudInstanceName: names.instanceName };
  const common = {
    Login: upn,
    DomainName: domain.name,
    FederationBrandName: brand,
    TenantBrandingInfo: null,
    cloud_instance_name: names.instanceName,
  };
  if (domain.authentication === 'managed') return { NameSpaceType: 'Managed', ...common };
  return {
    NameSpaceType: 'Federated',
    ...common,
    ...(domain.federation && { AuthURL: providerUrl(domain.federation, { upn }) }),
  };
}

/** `State`: 4 managed, 3 federated, 0 unknown; `UserState`: 1 managed, 2 federated. */
function realmSrf(login: string, { domain, brand }: Found, { names }: LoginContext) {
  if (domain === undefined) return { State: 0, UserState: 0, Login: login, NameSpaceType: 'Unknown' };
  const federated = domain.authentication === 'federated';
  return {
    State: federated ? 3 : 4,
    UserState: federated ? 2 : 1,
    Login: login,
    NameSpaceType: federated ? 'Federated' : 'Managed',
    DomainName: domain.name,
    FederationGlobalVersion: -1,
    ...(federated && domain.federation && { AuthURL: providerUrl(domain.federation, { upn: login }) }),
    FederationBrandName: brand,
    CloudInstanceName: names.instanceName,
    CloudInstanceIssuerUri: 'urn:federation:MicrosoftOnline',
  };
}
