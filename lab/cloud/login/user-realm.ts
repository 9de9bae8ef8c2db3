import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CLOUD_AUDIENCE } from '../assertions/judge.ts';
import type { Domain, FederationSettings } from '../core/domain.ts';
import type { Tenants } from '../core/tenants.ts';
import { passiveSignIn } from './federation-redirect.ts';

const upnParams = z.object({ upn: z.string() });
const version = z.object({ 'api-version': z.string().optional() });
const INSTANCE = 'microsoftonline.com';

/**
 * Where a user's domain proves its users (shapes: observed by researchers and in MSAL's code). An unknown domain is
 * `Unknown`; whether the user exists is not said.
 */
export function userRealmRoutes(app: FastifyInstance, tenants: Tenants): void {
  app.get('/common/userrealm/:upn', (request) => {
    const { upn } = upnParams.parse(request.params);
    const wanted = version.safeParse(request.query).data?.['api-version'];
    const tenant = tenants.ofUpn(upn)?.tenant;
    const domain = tenant?.domains.ofUpn(upn);
    return wanted?.startsWith('2') === true ? version2(upn, domain, tenant?.name) : version1(domain);
  });
}

function version1(domain: Domain | undefined) {
  if (domain === undefined) return { ver: '1.0', account_type: 'Unknown', cloud_instance_name: INSTANCE };
  const common = {
    ver: '1.0',
    domain_name: domain.name,
    cloud_instance_name: INSTANCE,
    cloud_audience_urn: CLOUD_AUDIENCE,
  };
  if (domain.authentication === 'managed') return { ...common, account_type: 'Managed' };
  return { ...common, account_type: 'Federated', ...(domain.federation && endpoints(domain.federation)) };
}

function endpoints(federation: FederationSettings) {
  const active = new URL(federation.activeSignInUri);
  return {
    federation_protocol: 'WSTrust',
    federation_metadata_url: `${active.origin}/adfs/services/trust/mex`,
    federation_active_auth_url: federation.activeSignInUri,
  };
}

function version2(upn: string, domain: Domain | undefined, brand: string | undefined) {
  if (domain === undefined) return { NameSpaceType: 'Unknown', Login: upn, CloudInstanceName: INSTANCE };
  const common = {
    Login: upn,
    DomainName: domain.name,
    FederationBrandName: brand,
    TenantBrandingInfo: null,
    cloud_instance_name: INSTANCE,
  };
  if (domain.authentication === 'managed') return { NameSpaceType: 'Managed', ...common };
  return {
    NameSpaceType: 'Federated',
    ...common,
    ...(domain.federation && { AuthURL: passiveSignIn(domain.federation, upn) }),
  };
}
