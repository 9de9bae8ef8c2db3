import { joined, markup, type Markup } from '../markup.ts';
import { Ns } from '../../ws-trust/namespaces.ts';
import type { Claim } from './claims.ts';

/** What an assertion says, in either version of SAML. */
export interface AssertionFacts {
  readonly id: string;
  readonly issuer: string;
  readonly audience: string;
  /** The name identifier; undefined when no rule issues one. */
  readonly subject: string | undefined;
  readonly claims: readonly Claim[];
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: number;
  readonly lifetimeMs: number;
  /** When the user was proved, which for a browser known again is before now. */
  readonly authenticatedAt: number;
}

/** A SAML 1.1 bearer assertion without its signature, in one line so that nothing between elements is signed. */
export function assertionOf(facts: AssertionFacts): Markup {
  const { id, issuer, audience, claims, now, lifetimeMs, authenticatedAt } = facts;
  const issued = instant(now);
  return joined(
    markup`<saml:Assertion xmlns:saml="${Ns.saml}" MajorVersion="1" MinorVersion="1" AssertionID="${id}" `,
    markup`Issuer="${issuer}" IssueInstant="${issued}">`,
    markup`<saml:Conditions NotBefore="${issued}" NotOnOrAfter="${instant(now + lifetimeMs)}">`,
    markup`<saml:AudienceRestrictionCondition><saml:Audience>${audience}</saml:Audience>`,
    markup`</saml:AudienceRestrictionCondition></saml:Conditions>`,
    statement(facts, claims),
    markup`<saml:AuthenticationStatement AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:password" `,
    markup`AuthenticationInstant="${instant(authenticatedAt)}">${subject(facts)}</saml:AuthenticationStatement>`,
    markup`</saml:Assertion>`,
  );
}

/** `2026-01-05T08:00:00.000Z` */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

/** SAML 1.1 wants at least one attribute in the statement (section 2.4.4). */
function statement(facts: AssertionFacts, claims: readonly Claim[]): Markup {
  if (claims.length === 0) return markup``;
  return joined(
    markup`<saml:AttributeStatement>${subject(facts)}`,
    ...claims.map(attribute),
    markup`</saml:AttributeStatement>`,
  );
}

function subject({ subject: name }: AssertionFacts): Markup {
  const identifier =
    name === undefined
      ? markup``
      : markup`<saml:NameIdentifier Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">${name}</saml:NameIdentifier>`;
  return joined(
    markup`<saml:Subject>${identifier}<saml:SubjectConfirmation><saml:ConfirmationMethod>`,
    markup`urn:oasis:names:tc:SAML:1.0:cm:bearer</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subject>`,
  );
}

function attribute({ name, namespace, values }: Claim): Markup {
  return joined(
    markup`<saml:Attribute AttributeName="${name}" AttributeNamespace="${namespace}">`,
    ...values.map((value) => markup`<saml:AttributeValue>${value}</saml:AttributeValue>`),
    markup`</saml:Attribute>`,
  );
}
