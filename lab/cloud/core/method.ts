import type { AppKind } from './attempt.ts';
import type { Domain } from './domain.ts';
import type { HomeRealm } from './home-realm.ts';
import type { HomeRealmPolicy } from './realm-policies/policy.ts';
import type { Features } from './tenant.ts';
import { kindOf, type CloudUser } from './user.ts';

/** Where a sign-in's credentials were judged. */
export type SignInMethodUsed = 'cloudPassword' | 'passwordHashSync' | 'passThrough' | 'federated';

export interface MethodFacts {
  readonly domain: Domain;
  readonly realm: HomeRealm;
  readonly features: Features;
  readonly policy: HomeRealmPolicy;
  readonly app: AppKind;
}

/**
 * Who checks this password; undefined when nobody does. A federated domain's users prove themselves at their provider, so
 * a password that comes here anyway is not looked at unless a policy says so; cloud-only users never leave the cloud;
 * pass-through, when on, comes before synced hashes and never falls back to them. Hashes that were synced stay good.
 */
export function chooseMethod(user: CloudUser, facts: MethodFacts): SignInMethodUsed | undefined {
  const { domain, realm, features, policy, app } = facts;
  if (realm.kind === 'managed' && realm.method !== undefined) return realm.method;
  if (domain.authentication === 'federated' || realm.kind === 'federated')
    return policy.allowCloudPasswordValidation && features.passwordHashSync && app !== 'browser'
      ? 'passwordHashSync'
      : 'federated';
  if (kindOf(user) === 'cloudOnly') return 'cloudPassword';
  if (features.passThrough) return 'passThrough';
  return features.passwordHashSync || user.passwordHash !== undefined ? 'passwordHashSync' : undefined;
}

/** `authenticationMethodDetail` as the sign-in log words it. */
export function methodDetail(method: SignInMethodUsed, agentId?: string): string {
  switch (method) {
    case 'cloudPassword':
      return 'Password in the cloud';
    case 'passwordHashSync':
      return 'Password Hash Sync';
    case 'federated':
      return 'Federated Authentication';
    case 'passThrough':
      return agentId === undefined
        ? 'Pass-through Authentication'
        : `Pass-through Authentication; PTA AgentId: ${agentId}`;
  }
}
