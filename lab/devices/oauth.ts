import type { Call } from './call.ts';
import { askForTokens, assertionGrant, findRealm, passwordGrant, type Realm } from './login.ts';
import { unavailable } from './errors.ts';
import type { Decision, SignInOptions } from './result.ts';
import { requestAssertion, type WsTrustFacts } from './ws-trust.ts';
import { findTrustEndpoint } from './ws-trust-metadata.ts';

/** What one sign-in of an OAuth client needs beside its network. */
export interface OAuthContext {
  readonly tenantId: string;
  readonly facts: WsTrustFacts;
}

/**
 * A user name and a password in an OAuth client: realm → password grant, or → AD FS → assertion grant. As
 * authentication libraries do, a realm that is not federated gets the password grant.
 */
export async function signInWithOAuth(
  call: Call,
  who: SignInOptions,
  context: OAuthContext,
): Promise<Decision> {
  let via: Decision['via'] = 'unknown';
  try {
    const realm = await findRealm(call, who.upn, who.login);
    via = realm.account_type === 'Federated' ? 'federated' : 'managed';
    if (via === 'federated') return await signInAtFarm(call, who, realm, context);
    const form = passwordGrant(who.upn, who.password, who.clientId);
    return await askForTokens(call, context.tenantId, form, via, who.login);
  } catch (error) {
    return unavailable(error, via);
  }
}

async function signInAtFarm(
  call: Call,
  who: SignInOptions,
  realm: Realm,
  context: OAuthContext,
): Promise<Decision> {
  const endpoint = await findTrustEndpoint(call, realm);
  const issued = await requestAssertion(call, endpoint, who, context.facts);
  if (issued.kind === 'refused') {
    return { outcome: 'refused', via: 'federated', status: issued.status, errorText: issued.text };
  }
  return askForTokens(call, context.tenantId, assertionGrant(issued.assertion), 'federated');
}
