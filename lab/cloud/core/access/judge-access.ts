import { uuidFrom } from '../../../chance/chance.ts';
import type { Attempt, RefusalDetail, SignInRefused } from '../attempt.ts';
import type { SignInDesk } from '../desk.ts';
import type { Decision } from '../outcomes.ts';
import { refusal } from '../refuse.ts';
import type { Tenant } from '../tenant.ts';
import type { CloudUser } from '../user.ts';
import type { StandingPolicy } from './access.ts';
import { applicable } from './applies.ts';
import { accessPolicy } from './policy.ts';
import { missingFactor, type ProvidersWord } from './second-factor.ts';

/** What policies go by, at a sign-in and when a session or a refresh token is used. */
export type AccessFacts = Pick<
  Attempt,
  'app' | 'client' | 'clientId' | 'resourceId' | 'secondFactor' | 'secondFactorAt'
>;

type Ground = Pick<SignInDesk, 'tenant' | 'outcomes' | 'clock'>;

/** What cannot be met here, strictest first: the lab's clients are no managed devices. */
const UNMET: readonly (readonly [StandingPolicy['requires'], Decision, RefusalDetail])[] = [
  ['nobody', 'accessBlocked', { suberror: 'message_only' }],
  ['compliantDevice', 'deviceNotCompliant', { suberror: 'additional_action' }],
  ['joinedDevice', 'deviceNotJoined', { suberror: 'additional_action' }],
  ['externalChallenge', 'externalChallenge', { suberror: 'basic_action' }],
];

/** The first thing that a user's access lacks, after its password or its provider's assertion was found good. */
export function missingAccess(
  user: CloudUser,
  facts: AccessFacts,
  ground: Ground,
  provider?: ProvidersWord,
): SignInRefused | undefined {
  const { tenant, outcomes } = ground;
  if (tenant.access.securityDefaults && facts.app === 'legacy') return refusal('legacyBlocked', outcomes);
  const policies = applicable(user, facts, tenant);
  for (const [requires, decision, detail] of UNMET) {
    if (policies.some((policy) => policy.requires === requires)) return refusal(decision, outcomes, detail);
  }
  const factors = policies.filter((policy) => policy.requires === 'secondFactor');
  return (
    missingFactor(user, facts, [...factors, ...defaultsFor(user, tenant)], ground, provider) ??
    interrupted(user, ground)
  );
}

function defaultsFor(user: CloudUser, { id, access }: Tenant): readonly StandingPolicy[] {
  if (!access.securityDefaults || user.roles.length === 0) return [];
  const name = 'Security defaults';
  return [{ ...accessPolicy.parse({ name }), id: uuidFrom(id, 'access policy', name) }];
}

function interrupted(user: CloudUser, { tenant: { access }, outcomes }: Ground): SignInRefused | undefined {
  switch (access.interruptOf(user.id)) {
    case 'risk':
      return access.hasSecondFactor(user.id)
        ? refusal('userAtRisk', outcomes, { suberror: 'basic_action', next: 'changePassword' })
        : refusal('enrolmentAtRisk', outcomes, { suberror: 'message_only' });
    case 'resetRegistration':
      return refusal('resetRegistration', outcomes, { suberror: 'basic_action', next: 'registerForReset' });
    case undefined:
      return undefined;
  }
}
