import type { ConnectionLimits } from '../../ldap/connection-book.ts';
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

/** Limits of the connections to each of a forest's domain controllers, and of each connection. */
export function connectionLimitsOf({ ldapPolicies }: SingleForestConfig): LdapLimits & ConnectionLimits {
  const { maxConnections, maxConnectionsPerHost = Infinity } = ldapPolicies;
  return {
    ...LDAP_LIMITS,
    idleMs: ldapPolicies.maxConnIdleTime,
    firstRequestMs: ldapPolicies.initRecvTimeout,
    boundMessageBytes: ldapPolicies.maxReceiveBuffer,
    unboundMessageBytes: Math.min(LDAP_LIMITS.unboundMessageBytes, ldapPolicies.maxReceiveBuffer),
    total: maxConnections,
    perCaller: maxConnectionsPerHost,
  };
}
