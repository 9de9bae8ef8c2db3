import type { LdapLimits } from '../../ldap/limits.ts';
import { LDAP_LIMITS } from '../../ldap/limits.ts';
import type { SingleForestConfig } from '../config/forest.ts';
import type { ForestSettings } from '../topology/settings.ts';

/** What a forest's description asks for beside objects and policies. */
export function settingsOf(config: SingleForestConfig): ForestSettings {
  const { maxPageSize, maxValRange, maxQueryDuration } = config.ldapPolicies;
  return {
    unknownUser: config.unknownUser,
    restrictionShownFirst: config.restrictionShownFirst,
    pdcJudges: config.pdcJudges,
    oldPasswordPeriod: config.oldPasswordPeriod,
    requireSecureBinds: config.requireSecureBinds,
    denyUnauthenticatedBinds: config.denyUnauthenticatedBinds,
    tls13: config.tls13,
    maxPageSize,
    maxValRange,
    maxQueryDuration,
  };
}

/** Limits of each connection to a forest's domain controllers. */
export function connectionLimitsOf({ ldapPolicies }: SingleForestConfig): LdapLimits {
  return {
    ...LDAP_LIMITS,
    idleMs: ldapPolicies.maxConnIdleTime,
    firstRequestMs: ldapPolicies.initRecvTimeout,
    boundMessageBytes: ldapPolicies.maxReceiveBuffer,
    unboundMessageBytes: Math.min(LDAP_LIMITS.unboundMessageBytes, ldapPolicies.maxReceiveBuffer),
  };
}
