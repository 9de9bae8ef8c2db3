import type { Attempt } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import type { Domain, FederationSettings } from './domain.ts';
import { lookUp } from './find-user.ts';
import { respectsHint } from './realm-policies/hint.ts';
import { rolledOutMethod } from './rollout/method.ts';
import type { Tenant } from './tenant.ts';

/** What home realm discovery goes by. `upn` is empty until a user has said its name. */
export type RealmQuestion = Pick<Attempt, 'upn' | 'app' | 'clientId' | 'domainHint'>;

/** Where somebody proves who it is, and what says so. */
export type HomeRealm =
  | {
      readonly kind: 'managed';
      readonly domain: Domain;
      readonly because: 'domain' | 'stagedRollout';
      /** What staged rollout has the user checked by. */
      readonly method?: 'passThrough' | 'passwordHashSync' | undefined;
    }
  | {
      readonly kind: 'federated';
      readonly domain: Domain;
      readonly federation: FederationSettings;
      readonly because: 'domain' | 'domainHint' | 'policy';
    }
  /** Nobody's name, or a federated domain that nobody has told its provider yet. */
  | { readonly kind: 'unknown'; readonly domain?: Domain | undefined };

const UNKNOWN: HomeRealm = { kind: 'unknown' };

/**
 * Home realm discovery in its documented order: a hint of the request, the policy on the application, the one on the
 * organisation, the user's own domain; then staged rollout, which hints and older protocols pass by.
 */
export function homeRealmOf(
  question: RealmQuestion,
  { tenant, clock }: Pick<SignInDesk, 'tenant' | 'clock'>,
): HomeRealm {
  const hinted = hintedDomain(question, tenant);
  if (hinted !== undefined) return { ...hinted, because: 'domainHint' };
  const now = clock.now();
  const user = question.upn === '' ? undefined : lookUp(question.upn, tenant, now)?.user;
  if (question.upn === '') return accelerated(question, tenant);
  const domain = tenant.domains.ofUpn(user?.upn ?? question.upn);
  if (domain === undefined) return UNKNOWN;
  if (domain.authentication === 'managed') return { kind: 'managed', domain, because: 'domain' };
  const method =
    user === undefined || question.app === 'legacy' ? undefined : rolledOutMethod(user, tenant.rollout, now);
  if (method !== undefined) return { kind: 'managed', domain, because: 'stagedRollout', method };
  const provider = providerOf(domain);
  return provider === undefined ? { kind: 'unknown', domain } : { ...provider, because: 'domain' };
}

type Provider = Omit<Extract<HomeRealm, { kind: 'federated' }>, 'because'>;

/** A domain that is federated and whose provider is known. */
function providerOf(domain: Domain | undefined): Provider | undefined {
  return domain?.authentication === 'federated' && domain.federation !== undefined
    ? { kind: 'federated', domain, federation: domain.federation }
    : undefined;
}

/** A hint leads to a verified, federated domain of the tenant; any other is ignored, and so is what a policy ignores. */
function hintedDomain(
  { domainHint, clientId }: RealmQuestion,
  { domains, homeRealm }: Tenant,
): Provider | undefined {
  if (domainHint === undefined || domainHint === '') return undefined;
  if (!respectsHint(domainHint, clientId, homeRealm.organisation)) return undefined;
  return providerOf(domains.find(domainHint));
}

/** Straight to the provider before anybody says a name; with several of them and none preferred, a policy does nothing. */
function accelerated({ clientId }: RealmQuestion, { domains, homeRealm }: Tenant): HomeRealm {
  const { accelerateToFederatedDomain, preferredDomain } = homeRealm.governing(clientId);
  if (!accelerateToFederatedDomain) return UNKNOWN;
  const federated = domains.all().filter((domain) => providerOf(domain) !== undefined);
  const domain = federated.length === 1 ? federated[0] : domains.find(preferredDomain ?? '');
  const provider = providerOf(domain);
  return provider === undefined ? UNKNOWN : { ...provider, because: 'policy' };
}
