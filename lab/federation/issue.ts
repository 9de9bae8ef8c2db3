import { assertionOf, type AssertionFacts } from './core/assertion.ts';
import { claimsBy, type Claims } from './core/claims.ts';
import { issuerOf, serviceIdentifier, suffixOf } from './core/issuer.ts';
import type { Proof } from './core/relying-party.ts';
import { saml2AssertionOf } from './core/saml2-assertion.ts';
import type { RelyingPartyConfig } from './config/relying-party.ts';
import type { Farm } from './farm.ts';
import type { Markup } from './markup.ts';
import type { Visit } from './nodes/visit.ts';

/** Whoever was proved, how and when. */
export interface ProvedUser {
  readonly claims: Claims;
  readonly proof: Proof;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly at: number;
}

export interface IssuedToken {
  readonly assertion: Markup;
  readonly assertionId: string;
  /** The relying party's identifier as it was asked for. */
  readonly audience: string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly created: number;
  readonly expires: number;
}

/** A signed SAML 1.1 assertion about a user for a relying party, valid from now. */
export function issueToken(
  farm: Farm,
  { node }: Visit,
  trust: RelyingPartyConfig,
  audience: string,
  user: ProvedUser,
): IssuedToken {
  const facts = factsOf(farm, trust, audience, user);
  const assertion = node.configuration.signing.primary.signer.sign(assertionOf(facts));
  const { id: assertionId, now: created, lifetimeMs } = facts;
  return { assertion, assertionId, audience, created, expires: created + lifetimeMs };
}

/** A signed SAML 2.0 assertion for the browser profile. */
export function issueSaml2(
  farm: Farm,
  { node }: Visit,
  trust: RelyingPartyConfig,
  audience: string,
  user: ProvedUser,
  answers: { readonly recipient: string; readonly inResponseTo: string | undefined },
): { readonly assertion: Markup; readonly issuer: string } {
  const facts = factsOf(farm, trust, audience, user);
  const { multipleFactors } = user.proof;
  const made = saml2AssertionOf({ ...facts, ...answers, multipleFactors });
  return { assertion: node.configuration.signing.primary.signer.sign(made, 'saml2'), issuer: facts.issuer };
}

function factsOf(
  { parts: { config, chance, clock } }: Farm,
  { rules }: RelyingPartyConfig,
  audience: string,
  { claims, proof, at }: ProvedUser,
): AssertionFacts {
  const domain = suffixOf(claims.userPrincipalName);
  return {
    id: `_${chance.uuid()}`,
    issuer: issuerOf(config, domain, rules.issuerPerDomain),
    audience,
    subject: rules.nameIdentifier ? claims.immutableId : undefined,
    claims: claimsBy(rules, claims, proof),
    now: clock.now(),
    lifetimeMs: config.assertionLifetime,
    authenticatedAt: at,
  };
}

/** The issuer of what the farm says of itself. */
export function farmIssuer({ parts: { config } }: Farm): string {
  return serviceIdentifier(config);
}
