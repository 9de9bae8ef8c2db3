import { TenantStateError } from '../errors.ts';
import type { Passwords } from '../passwords.ts';
import type { Tenant } from '../tenant.ts';
import { PopulationUsers } from './population-users.ts';
import type { SyncedPopulation } from './population.ts';

/** What a Connect server says of the people it exports as one. */
export interface PopulationNotice {
  readonly count: number;
  /** Whether their password hashes come with them. */
  readonly hashes: boolean;
}

export interface PopulationGround {
  readonly tenant: Tenant;
  readonly passwords: Passwords;
  /** The people, as the lab computes them here. */
  readonly population?: SyncedPopulation | undefined;
}

/** Has everybody of a population as users from now on. Throws TenantStateError when the lab knows no such people here. */
export function takePopulation({ count, hashes }: PopulationNotice, ground: PopulationGround): void {
  const { tenant, passwords, population } = ground;
  if (population?.count !== count) {
    throw new TenantStateError(
      `the tenant cannot take ${count} users as one: it ${population === undefined ? 'knows none' : `would have ${population.count}`}`,
    );
  }
  if (tenant.users.population === undefined)
    tenant.users.setPopulation(new PopulationUsers(population, tenant.id, tenant.domains));
  if (!hashes) return;
  tenant.users.population?.takeHashes((userId, hash) => passwords.ofHash(userId, hash));
  tenant.setPasswordHashSync(true);
}
