import { holdsOneOf } from '../core/roles.ts';

/** Which cloud the tenant is in: worldwide, Azure Government, or the one that 21Vianet runs in China. */
export type Environment = 'public' | 'usGovernment' | 'china';

export const ENVIRONMENTS = ['public', 'usGovernment', 'china'] as const satisfies readonly Environment[];

/** Wrong passwords until the first lock, unless customised (Smart Lockout page). */
export const DEFAULT_THRESHOLD: Readonly<Record<Environment, number>> = {
  public: 10,
  usGovernment: 3,
  china: 10,
};

export type Licence = 'free' | 'P1' | 'P2';

/** Who asks to change the tenant's Smart Lockout. */
export interface Customiser {
  readonly environment: Environment;
  /** Template ids of directory roles, as tokens carry them in `wids`. */
  readonly roles: readonly string[];
  /** The tenant's. */
  readonly licence: Licence;
}

export type Permission =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'environment' | 'role' | 'licence';
      readonly message: string;
    };

/** Whether somebody may set values of their own (Smart Lockout page: "Manage smart lockout values"). */
export function mayCustomise({ environment, roles, licence }: Customiser): Permission {
  if (environment === 'china')
    return refused('environment', 'Smart Lockout cannot be customised in the cloud that 21Vianet operates');
  if (!holdsOneOf(roles, ['authenticationAdministrator', 'globalAdministrator']))
    return refused('role', 'Smart Lockout values need the role Authentication Administrator');
  if (licence === 'free')
    return refused('licence', 'Smart Lockout values of your own need Microsoft Entra ID P1 or higher');
  return { allowed: true };
}

function refused(reason: 'environment' | 'role' | 'licence', message: string): Permission {
  return { allowed: false, reason, message };
}
