import type { DecisionsConfig } from './config.ts';
import type { Tenant } from './tenant.ts';

/** Gives a new tenant the policies and settings of its configuration. */
export function configureTenant(tenant: Tenant, config: DecisionsConfig): void {
  const { homeRealm, allowCloudPasswordValidation, passwords } = config;
  tenant.homeRealm.setOrganisation({
    ...homeRealm,
    allowCloudPasswordValidation: homeRealm.allowCloudPasswordValidation || allowCloudPasswordValidation,
  });
  const { validity, ...rest } = passwords;
  tenant.passwordSettings = { ...rest, validityMs: validity };
  tenant.setPasswordHashSync(config.passwordHashSync);
  for (const policy of config.access.policies) tenant.access.put(policy);
  tenant.access.securityDefaults = config.access.securityDefaults;
  const { takesEffect, membershipDelay, both } = config.stagedRollout;
  tenant.rollout.configure({ takesEffect, membershipDelayMs: membershipDelay, both });
}
