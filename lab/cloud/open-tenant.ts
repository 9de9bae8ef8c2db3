import { randomBytes } from 'node:crypto';
import { createChance, uuidFrom } from '../chance/chance.ts';
import type { TenantConfig } from './config.ts';
import { configureTenant } from './core/configure-tenant.ts';
import { Directory } from './core/directory.ts';
import { Passwords } from './core/passwords.ts';
import { SignInLog } from './core/sign-in-log.ts';
import { Tenant } from './core/tenant.ts';
import { settingsOf, SmartLockout, type Environment } from './lockout/index.ts';

/** The tenant's state, before anything serves it. */
export interface OpenedTenant {
  readonly tenant: Tenant;
  readonly directory: Directory;
  readonly passwords: Passwords;
  readonly lockout: SmartLockout;
  readonly log: SignInLog;
}

/** Builds a configured tenant; its ids depend on the seed and its number alone. `now` is the lab's time. Throws TenantStateError. */
export function openTenant(
  config: TenantConfig,
  seed: string,
  number = 1,
  environment: Environment = 'public',
  now: () => number = () => 0,
): OpenedTenant {
  const id = number === 1 ? uuidFrom(seed, 'tenant') : uuidFrom(seed, 'tenant', String(number));
  const tenant = new Tenant(id, config.tenant);
  for (const domain of config.domains) tenant.domains.add({ ...domain, initial: false });
  configureTenant(tenant, config);
  tenant.setPassThrough(config.passThrough);
  const passwords = new Passwords(randomBytes(32));
  const directory = new Directory(tenant, passwords, seed, now);
  for (const user of [...config.cloudOnlyUsers, ...missingAdmin(config)])
    directory.add({ enabled: true, ...user });
  const chance = createChance(`${seed} ${id}`).fork('datacenters');
  const lockout = new SmartLockout(settingsOf(config.smartLockout, environment), chance);
  return { tenant, directory, passwords, lockout, log: new SignInLog() };
}

/** The break-glass administrator that every tenant needs, unless one of that name is configured. */
function missingAdmin(config: TenantConfig) {
  const upn = `admin@${config.tenant}.onmicrosoft.com`;
  if (config.cloudOnlyUsers.some((user) => user.upn.toLowerCase() === upn.toLowerCase())) return [];
  return [{ upn, displayName: 'Administrator', roles: ['globalAdministrator' as const] }];
}
