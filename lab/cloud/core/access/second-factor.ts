import type { Attempt, SignInRefused } from '../attempt.ts';
import type { SignInDesk } from '../desk.ts';
import type { FederationSettings } from '../federation-settings.ts';
import { refusal } from '../refuse.ts';
import type { CloudUser } from '../user.ts';
import type { StandingPolicy } from './access.ts';

/** What a provider's assertion says of a second factor, and what its domain's settings make of that. */
export interface ProvidersWord {
  readonly claimsSecondFactor: boolean;
  readonly behavior: FederationSettings['federatedIdpMfaBehavior'];
}

export type FactorFacts = Pick<Attempt, 'client' | 'secondFactor' | 'secondFactorAt'>;

/**
 * What is missing when policies want a second factor. A provider's word counts as its domain's settings have it:
 * accepted, asked for, or never taken (documented: internalDomainFederation, federatedIdpMfaBehavior).
 */
export function missingFactor(
  user: CloudUser,
  facts: FactorFacts,
  policies: readonly StandingPolicy[],
  { tenant, outcomes, clock }: Pick<SignInDesk, 'tenant' | 'outcomes' | 'clock'>,
  provider?: ProvidersWord,
): SignInRefused | undefined {
  if (policies.length === 0) return undefined;
  const challenge = challengeOf(policies);
  if (provider?.claimsSecondFactor === true && provider.behavior !== 'rejectMfaByFederatedIdp')
    return undefined;
  if (facts.secondFactor === true) {
    return isTooOld(facts, policies, clock.now())
      ? refusal('secondFactorTooOld', outcomes, { challenge, suberror: BASIC, next: 'secondFactor' })
      : undefined;
  }
  if (provider?.behavior === 'enforceMfaByFederatedIdp')
    return refusal('providersSecondFactor', outcomes, {
      challenge,
      suberror: BASIC,
      next: 'providersSecondFactor',
    });
  const interactive = facts.client === 'browser';
  if (!tenant.access.hasSecondFactor(user.id)) {
    const decision = interactive ? 'secondFactorEnrolmentInterrupt' : 'secondFactorEnrolment';
    return refusal(decision, outcomes, { challenge, suberror: BASIC, next: 'enrolSecondFactor' });
  }
  const decision = interactive ? 'secondFactorInterrupt' : 'secondFactorRequired';
  return refusal(decision, outcomes, { challenge, suberror: BASIC, next: 'secondFactor' });
}

const BASIC = 'basic_action';

/** The challenge that a client hands back unread (documented: claims challenges; Conditional Access for developers). */
function challengeOf(policies: readonly StandingPolicy[]): { readonly claims: string } {
  const values = policies.map(({ id }) => id);
  return { claims: JSON.stringify({ access_token: { capolids: { essential: true, values } } }) };
}

function isTooOld(
  { secondFactorAt }: FactorFacts,
  policies: readonly StandingPolicy[],
  now: number,
): boolean {
  const limits = policies.flatMap(({ signInFrequency }) => signInFrequency ?? []);
  return secondFactorAt !== undefined && limits.some((limit) => now - secondFactorAt > limit);
}
