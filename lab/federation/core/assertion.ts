import { joined, markup, type Markup } from '../markup.ts';
import { Ns } from '../../ws-trust/namespaces.ts';
import { MICROSOFT_ONLINE } from '../names.ts';

/** What the claim rules of the Microsoft 365 relying party say about a user. */
export interface Claims {
  readonly userPrincipalName: string;
  /** Base64 of the sixteen bytes of objectGUID. */
  readonly immutableId: string;
}

export interface AssertionFacts {
  readonly id: string;
  readonly issuer: string;
  readonly claims: Claims;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: number;
  readonly lifetimeMs: number;
}

const CLAIMS_NS = 'http://schemas.xmlsoap.org/claims';
const LIVE_ID_NS = 'http://schemas.microsoft.com/LiveID/Federation/2008/05';

/** A SAML 1.1 bearer assertion without its signature, in one line so that nothing between elements is signed. */
export function assertionOf({ id, issuer, claims, now, lifetimeMs }: AssertionFacts): Markup {
  const issued = instant(now);
  return joined(
    markup`<saml:Assertion xmlns:saml="${Ns.saml}" MajorVersion="1" MinorVersion="1" AssertionID="${id}" `,
    markup`Issuer="${issuer}" IssueInstant="${issued}">`,
    markup`<saml:Conditions NotBefore="${issued}" NotOnOrAfter="${instant(now + lifetimeMs)}">`,
    markup`<saml:AudienceRestrictionCondition><saml:Audience>${MICROSOFT_ONLINE}</saml:Audience>`,
    markup`</saml:AudienceRestrictionCondition></saml:Conditions>`,
    markup`<saml:AttributeStatement>${subject(claims)}${attribute('UPN', CLAIMS_NS, claims.userPrincipalName)}`,
    markup`${attribute('ImmutableID', LIVE_ID_NS, claims.immutableId)}</saml:AttributeStatement>`,
    markup`<saml:AuthenticationStatement AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:password" `,
    markup`AuthenticationInstant="${issued}">${subject(claims)}</saml:AuthenticationStatement></saml:Assertion>`,
  );
}

/** `2026-01-05T08:00:00.000Z` */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

function subject({ immutableId }: Claims): Markup {
  return joined(
    markup`<saml:Subject><saml:NameIdentifier Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">`,
    markup`${immutableId}</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>`,
    markup`urn:oasis:names:tc:SAML:1.0:cm:bearer</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subject>`,
  );
}

function attribute(name: string, namespace: string, value: string): Markup {
  return joined(
    markup`<saml:Attribute AttributeName="${name}" AttributeNamespace="${namespace}">`,
    markup`<saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`,
  );
}
