import { CLOUD_AUDIENCE } from '../assertions/judge.ts';
import type { FederationSettings } from '../core/domain.ts';

/** Where a browser is sent to prove a federated user (WS-Federation 1.2, section 13.2.1). */
export function passiveSignIn(federation: FederationSettings, upn: string): string {
  const url = new URL(federation.passiveSignInUri);
  url.searchParams.set('username', upn);
  url.searchParams.set('wa', 'wsignin1.0');
  url.searchParams.set('wtrealm', CLOUD_AUDIENCE);
  return url.href;
}
