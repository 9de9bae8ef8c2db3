import type { Element } from '@xmldom/xmldom';
import { MULTIPLE_AUTHN, type SamlAssertion } from './assertion.ts';
import { MalformedAssertionError } from './errors.ts';
import { SAML2, attributeOf, children, instantIn, only, textOf } from './xml.ts';

/** The user's name: as documented for SAML providers, and as AD FS' claim rules for WS-Federation have it. */
const UPN = ['IDPEmail', 'http://schemas.xmlsoap.org/claims/UPN'];
const IMMUTABLE_ID = 'http://schemas.microsoft.com/LiveID/Federation/2008/05/ImmutableID';
const METHODS = 'http://schemas.microsoft.com/claims/authnmethodsreferences';

/**
 * A SAML 2.0 assertion (SAML 2.0 core, section 2.3). The anchor is its persistent `NameID`, the user's name the
 * attribute `IDPEmail` (documented: "Use a SAML 2.0 identity provider"). Throws MalformedAssertionError.
 */
export function readSaml20(root: Element): SamlAssertion {
  const conditions = only(root, SAML2, 'Conditions');
  const statement = only(root, SAML2, 'AttributeStatement');
  const confirmed = confirmations(root);
  return {
    id: attributeOf(root, 'ID'),
    issuer: textOf(only(root, SAML2, 'Issuer')),
    notBefore: instantIn(conditions, 'NotBefore'),
    notOnOrAfter: Math.min(
      instantIn(conditions, 'NotOnOrAfter'),
      ...confirmed
        .filter((data) => data.hasAttribute('NotOnOrAfter'))
        .map((data) => instantIn(data, 'NotOnOrAfter')),
    ),
    audiences: children(only(conditions, SAML2, 'AudienceRestriction'), SAML2, 'Audience').map(textOf),
    recipients: confirmed.flatMap((data) => data.getAttribute('Recipient') ?? []),
    inResponseTo: confirmed.map((data) => data.getAttribute('InResponseTo') ?? undefined).find(isSaid),
    immutableId: anchorOf(root, statement),
    upn: one(
      UPN.flatMap((name) => values(statement, name)),
      'IDPEmail',
    ),
    mfa: values(statement, METHODS).includes(MULTIPLE_AUTHN),
  };
}

/** How the bearer of the assertion is known to be its subject (section 2.4.1.2). */
function confirmations(root: Element): Element[] {
  return children(only(root, SAML2, 'Subject'), SAML2, 'SubjectConfirmation').flatMap((confirmation) =>
    children(confirmation, SAML2, 'SubjectConfirmationData'),
  );
}

function isSaid(value: string | undefined): value is string {
  return value !== undefined;
}

function anchorOf(root: Element, statement: Element): string {
  const claimed = values(statement, IMMUTABLE_ID);
  return claimed.length > 0
    ? one(claimed, 'ImmutableID')
    : textOf(only(only(root, SAML2, 'Subject'), SAML2, 'NameID'));
}

function one(found: readonly string[], name: string): string {
  const [first, ...more] = new Set(found);
  if (first === undefined || more.length > 0) throw new MalformedAssertionError(`it must carry one ${name}`);
  return first;
}

function values(statement: Element, name: string): string[] {
  return children(statement, SAML2, 'Attribute')
    .filter((attribute) => attribute.getAttribute('Name') === name)
    .flatMap((attribute) => children(attribute, SAML2, 'AttributeValue').map(textOf));
}
