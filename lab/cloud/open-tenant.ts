import { randomBytes } from 'node:crypto';
import { uuidFrom } from '../chance/chance.ts';
import type { TenantConfig } from './config.ts';
import { Directory } from './core/directory.ts';
import { Passwords } from './core/passwords.ts';
import { SignInLog } from './core/sign-in-log.ts';
import { SmartLockout } from './core/smart-lockout.ts';
import { Tenant } from './core/tenant.ts';

/** The tenant's state, before anything serves it. */
export interface OpenedTenant {
  readonly tenant: Tenant;
  readonly directory: Directory;
  readonly passwords: Passwords;
  readonly lockout: SmartLockout;
  readonly log: SignInLog;
}

/** Builds a configured tenant; its ids depend on the seed and its number alone. Throws TenantStateError. */
export function openTenant(config: TenantConfig, seed: string, number = 1): OpenedTenant {
  const id = number === 1 ? uuidFrom(seed, 'tenant') : uuidFrom(seed, 'tenant', String(number));
  const tenant = new Tenant(id, config.tenant);
  for (const domain of config.domains) tenant.domains.add({ ...domain, initial: false });
  tenant.setPassThrough(config.passThrough);
  const passwords = new Passwords(randomBytes(32));
  const directory = new Directory(tenant, passwords, seed);
  for (const user of [...config.cloudOnlyUsers, ...missingAdmin(config)])
    directory.add({ enabled: true, ...user });
  const { threshold, duration, growth } = config.smartLockout;
  const limits = { threshold, durationMs: duration, growth: { factor: growth.factor, maxMs: growth.max } };
  return { tenant, directory, passwords, lockout: new SmartLockout(limits), log: new SignInLog() };
}

/** The break-glass administrator that every tenant needs, unless one of that name is configured. */
function missingAdmin(config: TenantConfig) {
  const upn = `admin@${config.tenant}.onmicrosoft.com`;
  if (config.cloudOnlyUsers.some((user) => user.upn.toLowerCase() === upn.toLowerCase())) return [];
  return [{ upn, displayName: 'Administrator', roles: ['globalAdministrator' as const] }];
}
