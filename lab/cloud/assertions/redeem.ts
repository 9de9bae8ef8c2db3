import { SignInRefused, type Attempt } from '../core/attempt.ts';
import type { SignInDesk } from '../core/desk.ts';
import type { Domain, FederationSettings } from '../core/domain.ts';
import { missingAccess } from '../core/access/judge-access.ts';
import { refuse, refuseDisabled } from '../core/realm.ts';
import { SignInRecord, type SignInResult } from '../core/record.ts';
import { isShared, type Tenants } from '../core/tenants.ts';
import type { CloudUser } from '../core/user.ts';
import { MalformedAssertionError } from './errors.ts';
import { ALLOWED_SKEW_MS, faultOf } from './judge.ts';
import type { SamlAssertion } from './assertion.ts';
import { readAssertion } from './read.ts';
import type { ReplayMemory } from './replay.ts';
import { signedPart } from './signature.ts';

/** AADSTS codes of the refusals (error code reference); which rule leads to which code is remembered, not documented. */
const CODES = {
  malformed: 50008,
  unknownTenant: 90002,
  unknownIssuer: 50107,
  badSignature: 50008,
  wrongAudience: 50008,
  wrongRecipient: 50008,
  notYetValid: 50013,
  expired: 50013,
  replayed: 50013,
  unknownUser: 51004,
  anchorMismatch: 90072,
} as const;

type Reason = keyof typeof CODES;

class AssertionRefused extends SignInRefused {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(CODES[reason]);
    this.reason = reason;
  }
}

/** Where assertions are brought. */
export interface AssertionDesk {
  readonly tenants: Tenants;
  readonly replay: ReplayMemory;
  /** Whether an address is one of this service's for assertions. */
  isOurs(address: string): boolean;
}

/** How it ended, and whether more than a password was shown at the provider. */
export type AssertionSignIn = SignInResult & { readonly secondFactor: boolean };

/** A sign-in with a SAML assertion from a federated domain's provider, in the order in which it is judged. */
export function signInWithAssertion(
  attempt: Attempt,
  xml: string,
  { tenants, replay, isOurs }: AssertionDesk,
): AssertionSignIn {
  const record = new SignInRecord(attempt, tenants.service);
  record.method = 'federated';
  try {
    const { desk, domain } = issuingDomain(readAssertion(xml), tenantsAsked(attempt, tenants));
    record.desk = desk;
    record.note('realm.found', { domain: domain.name, authentication: domain.authentication });
    const assertion = readAssertion(authentic(xml, certificatesOf(domain.federation)));
    refuseFaults(assertion, desk, isOurs);
    refuseReplay(assertion, desk, replay);
    const user = namedUser(assertion, domain, desk);
    record.user = user;
    refuseDisabled(user, desk);
    record.note('assertion.accepted', { upn: user.upn, issuer: assertion.issuer });
    record.proven = true;
    const behavior = domain.federation.federatedIdpMfaBehavior;
    const provider = { claimsSecondFactor: assertion.mfa, behavior };
    refuse(missingAccess(user, attempt, desk, provider));
    return { ...record.finish(0), secondFactor: assertion.mfa && behavior !== 'rejectMfaByFederatedIdp' };
  } catch (error) {
    const refusal = error instanceof MalformedAssertionError ? new AssertionRefused('malformed') : error;
    if (refusal instanceof AssertionRefused) record.note('assertion.refused', { reason: refusal.reason });
    if (refusal instanceof SignInRefused)
      return { ...record.finish(refusal.aadsts, refusal.detail), secondFactor: false };
    throw error;
  }
}

function tenantsAsked({ authority }: Attempt, tenants: Tenants): readonly SignInDesk[] {
  if (isShared(authority)) return tenants.all();
  const desk = tenants.byAuthority(authority);
  if (desk === undefined) throw new AssertionRefused('unknownTenant');
  return [desk];
}

/** A domain that was converted to managed no longer has an issuer here. */
function issuingDomain({ issuer }: SamlAssertion, asked: readonly SignInDesk[]) {
  for (const desk of asked) {
    const domain = desk.tenant.domains.byIssuer(issuer);
    if (domain !== undefined) return { desk, domain };
  }
  throw new AssertionRefused('unknownIssuer');
}

/** The one in use and the one that takes over when the provider rolls its key. */
function certificatesOf({
  signingCertificate,
  nextSigningCertificate,
}: FederationSettings): readonly string[] {
  return nextSigningCertificate === undefined
    ? [signingCertificate]
    : [signingCertificate, nextSigningCertificate];
}

function authentic(xml: string, certificates: readonly string[]): string {
  for (const certificate of certificates) {
    const signed = signedPart(xml, certificate);
    if (signed !== undefined) return signed;
  }
  throw new AssertionRefused('badSignature');
}

function refuseFaults(
  assertion: SamlAssertion,
  { clock }: SignInDesk,
  isOurs: AssertionDesk['isOurs'],
): void {
  const fault = faultOf(assertion, clock.now(), isOurs);
  if (fault !== undefined) throw new AssertionRefused(fault);
}

function refuseReplay(assertion: SamlAssertion, { clock }: SignInDesk, replay: ReplayMemory): void {
  const until = assertion.notOnOrAfter + ALLOWED_SKEW_MS;
  if (!replay.admit(assertion.issuer, assertion.id, until, clock.now()))
    throw new AssertionRefused('replayed');
}

/** The anchor decides; the name must lie in the domain whose provider vouches for it. */
function namedUser(assertion: SamlAssertion, domain: Domain, { tenant }: SignInDesk): CloudUser {
  const user = tenant.users.byAnchor(assertion.immutableId);
  if (user === undefined) {
    const namesake = tenant.users.byUpn(assertion.upn);
    throw new AssertionRefused(namesake === undefined ? 'unknownUser' : 'anchorMismatch');
  }
  if (tenant.domains.ofUpn(user.upn)?.name !== domain.name) throw new AssertionRefused('unknownUser');
  return user;
}
