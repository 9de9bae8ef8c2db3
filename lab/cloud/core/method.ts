import type { Domain } from './domain.ts';
import type { Features } from './tenant.ts';
import { kindOf, type CloudUser } from './user.ts';

/** Where a sign-in's credentials were judged. */
export type SignInMethodUsed = 'cloudPassword' | 'passwordHashSync' | 'passThrough' | 'federated';

export interface MethodRules {
  /** A home-realm-discovery policy lets the cloud check federated users' passwords against synced hashes. */
  readonly allowCloudPasswordValidation: boolean;
}

/**
 * Who checks this password. A federated domain's users prove themselves at their provider, so a password that comes
 * here anyway is not looked at unless a policy says so; cloud-only users never leave the cloud; pass-through, when
 * on, comes before synced hashes and never falls back to them.
 */
export function chooseMethod(
  user: CloudUser,
  domain: Domain,
  features: Features,
  rules: MethodRules,
): SignInMethodUsed {
  if (domain.authentication === 'federated')
    return rules.allowCloudPasswordValidation ? 'passwordHashSync' : 'federated';
  if (kindOf(user) === 'cloudOnly') return 'cloudPassword';
  return features.passThrough ? 'passThrough' : 'passwordHashSync';
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
