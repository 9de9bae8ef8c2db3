import { CLOUD_AUDIENCE } from '../../assertions/judge.ts';
import type { FederationSettings } from '../../core/domain.ts';

/** What a request to a federated provider says beside where it comes from. */
export interface ProviderRequest {
  readonly upn?: string | undefined;
  /** Comes back with the assertion: which sign-in it is for. */
  readonly context?: string | undefined;
  /** `prompt=login`: the user is to prove it anew. */
  readonly fresh?: boolean | undefined;
  readonly correlationId?: string | undefined;
  /** The provider must show more than a password. */
  readonly mfa?: boolean | undefined;
}

const PASSWORD = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password';
const MULTIPLE_AUTHN = 'http://schemas.microsoft.com/claims/multipleauthn';

/** Where a browser is sent to prove a federated user (WS-Federation 1.2, section 13.2.1). */
export function providerUrl(federation: FederationSettings, request: ProviderRequest): string {
  const url = new URL(federation.passiveSignInUri);
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') url.searchParams.set(name, value);
  };
  set('username', request.upn);
  set('wa', 'wsignin1.0');
  set('wtrealm', CLOUD_AUDIENCE);
  set('wctx', request.context);
  set('client-request-id', request.correlationId);
  if (request.fresh === true) setFresh(federation, set);
  if (request.mfa === true) set('wauth', MULTIPLE_AUTHN);
  return url.href;
}

/** What `prompt=login` becomes (documented: AD FS prompt=login parameter support). */
function setFresh(federation: FederationSettings, set: (name: string, value: string) => void): void {
  const { promptLoginBehavior: behavior } = federation;
  if (behavior === 'nativeSupport') return set('prompt', 'login');
  set('wfresh', '0');
  if (behavior !== 'disabled') set('wauth', PASSWORD);
}
