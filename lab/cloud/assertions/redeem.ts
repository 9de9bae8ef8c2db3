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
  otherRequest: 75005,
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

/** Of a browser's sign-in: the id of the request that the provider was sent; nothing where none was. */
export interface Answers {
  readonly answers?: string | undefined;
}

/** How it ended, and whether more than a password was shown at the provider. */
export type AssertionSignIn = SignInResult & { readonly secondFactor: boolean };

/** A sign-in with a SAML assertion from a federated domain's provider, in the order in which it is judged. */
export function signInWithAssertion(
  attempt: Attempt,
  xml: string,
  { tenants, replay, isOurs, answers }: AssertionDesk & Answers,
): AssertionSignIn {
  const record = new SignInRecord(attempt, tenants.service);
  record.method = 'federated';
  try {
    const claimants = issuingDomains(readAssertion(xml), tenantsAsked(attempt, tenants));
    const { desk, domain, signed } = authentic(xml, claimants, record);
    record.note('realm.found', { domain: domain.name, authentication: domain.authentication });
    const assertion = readAssertion(signed);
    refuseFaults(assertion, desk, isOurs);
    if (attempt.client === 'browser') refuseOtherRequest(assertion, domain, answers);
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

interface Claimant {
  readonly desk: SignInDesk;
  readonly domain: Domain & { readonly federation: FederationSettings };
}

/** A domain that was converted to managed no longer has an issuer here; an issuer may be claimed in several tenants. */
function issuingDomains({ issuer }: SamlAssertion, asked: readonly SignInDesk[]): readonly Claimant[] {
  const found = asked.flatMap((desk) => {
    const domain = desk.tenant.domains.byIssuer(issuer);
    return domain === undefined ? [] : [{ desk, domain }];
  });
  if (found.length === 0) throw new AssertionRefused('unknownIssuer');
  return found;
}

/**
 * What the provider's answer to a request must say in its signed part, once there was a request: its id (SAML 2.0
 * profiles, section 4.1.4.3). Throws AssertionRefused.
 */
function refuseOtherRequest(
  { inResponseTo }: SamlAssertion,
  { federation }: Claimant['domain'],
  request: string | undefined,
): void {
  if (inResponseTo !== undefined && inResponseTo !== request) throw new AssertionRefused('otherRequest');
  const owes = request !== undefined && federation.preferredAuthenticationProtocol === 'saml';
  if (owes && inResponseTo === undefined) throw new AssertionRefused('otherRequest');
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

/** Whose provider has signed it, and the part that is signed. A tenant that only claims the issuer has not. */
function authentic(xml: string, claimants: readonly Claimant[], record: SignInRecord) {
  for (const { desk, domain } of claimants) {
    record.desk = desk;
    for (const certificate of certificatesOf(domain.federation)) {
      const signed = signedPart(xml, certificate);
      if (signed !== undefined) return { desk, domain, signed };
    }
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
