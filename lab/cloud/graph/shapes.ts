import type { AgentRecord } from '../agents/core/registration.ts';
import type { Domain } from '../core/domain.ts';
import { aadsts } from '../login/aadsts.ts';
import type { SignInEntry } from '../core/sign-in-log.ts';

/** Graph's `domain`. */
export function domainShape(domain: Domain) {
  return {
    id: domain.name,
    authenticationType: domain.authentication === 'managed' ? 'Managed' : 'Federated',
    isAdminManaged: true,
    isDefault: domain.initial,
    isInitial: domain.initial,
    isRoot: true,
    isVerified: true,
    supportedServices: [],
  };
}

/** Graph's beta `onPremisesAgent`. */
export function agentShape(agent: AgentRecord) {
  return {
    id: agent.agentId,
    machineName: agent.machineName,
    externalIp: agent.externalIp,
    status: agent.status,
    supportedPublishingTypes: ['authentication'],
  };
}

/** Graph's `signIn`; `authenticationDetails` is beta. */
export function signInShape(entry: SignInEntry, beta: boolean) {
  const failed = entry.errorCode !== 0;
  return {
    id: entry.id,
    createdDateTime: new Date(entry.at).toISOString(),
    userPrincipalName: entry.upn.toLowerCase(),
    userId: entry.userId ?? null,
    correlationId: entry.correlationId,
    clientAppUsed: entry.client === 'browser' ? 'Browser' : 'Mobile Apps and Desktop clients',
    status: {
      errorCode: entry.errorCode,
      failureReason: failed ? aadsts(entry.errorCode).text : 'Other.',
      additionalDetails: null,
    },
    ...(beta && { authenticationDetails: authenticationDetails(entry) }),
  };
}

function authenticationDetails(entry: SignInEntry) {
  if (entry.detail === undefined) return [];
  const succeeded = entry.errorCode === 0;
  return [
    {
      authenticationStepDateTime: new Date(entry.at).toISOString(),
      authenticationMethod: 'Password',
      authenticationMethodDetail: entry.detail,
      succeeded,
      authenticationStepResultDetail: succeeded ? 'Correct password' : aadsts(entry.errorCode).text,
    },
  ];
}
