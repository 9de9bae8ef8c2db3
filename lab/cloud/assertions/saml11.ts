import type { Element } from '@xmldom/xmldom';
import { MULTIPLE_AUTHN, type SamlAssertion } from './assertion.ts';
import { MalformedAssertionError } from './errors.ts';
import { SAML, attributeOf, children, instantIn, only, textOf } from './xml.ts';

const UPN = { namespace: 'http://schemas.xmlsoap.org/claims', name: 'UPN' };
const IMMUTABLE_ID = {
  namespace: 'http://schemas.microsoft.com/LiveID/Federation/2008/05',
  name: 'ImmutableID',
};
const METHODS = { namespace: 'http://schemas.microsoft.com/claims', name: 'authnmethodsreferences' };

/** A SAML 1.1 assertion (SAML 1.1 core, section 2.3). Throws MalformedAssertionError. */
export function readSaml11(root: Element): SamlAssertion {
  const conditions = only(root, SAML, 'Conditions');
  const statement = only(root, SAML, 'AttributeStatement');
  return {
    id: attributeOf(root, 'AssertionID'),
    issuer: attributeOf(root, 'Issuer'),
    notBefore: instantIn(conditions, 'NotBefore'),
    notOnOrAfter: instantIn(conditions, 'NotOnOrAfter'),
    audiences: children(only(conditions, SAML, 'AudienceRestrictionCondition'), SAML, 'Audience').map(textOf),
    recipients: [],
    inResponseTo: undefined,
    immutableId: claim(statement, IMMUTABLE_ID),
    upn: claim(statement, UPN),
    mfa: values(statement, METHODS).includes(MULTIPLE_AUTHN),
  };
}

interface ClaimName {
  readonly namespace: string;
  readonly name: string;
}

function claim(statement: Element, wanted: ClaimName): string {
  const [first, ...more] = values(statement, wanted);
  if (first === undefined || more.length > 0)
    throw new MalformedAssertionError(`it must carry one ${wanted.name}`);
  return first;
}

function values(statement: Element, { namespace, name }: ClaimName): string[] {
  return children(statement, SAML, 'Attribute')
    .filter(
      (one) =>
        one.getAttribute('AttributeName') === name && one.getAttribute('AttributeNamespace') === namespace,
    )
    .flatMap((one) => children(one, SAML, 'AttributeValue').map(textOf));
}
