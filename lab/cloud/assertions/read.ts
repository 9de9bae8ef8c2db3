import type { Element } from '@xmldom/xmldom';
import { MalformedAssertionError } from './errors.ts';
import { SAML, children, only, parseXml } from './xml.ts';

/** The parts of a SAML 1.1 assertion that the service judges (SAML 1.1 core, section 2.3). */
export interface SamlAssertion {
  readonly id: string;
  readonly issuer: string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly notBefore: number;
  readonly notOnOrAfter: number;
  readonly audiences: readonly string[];
  /** The `ImmutableID` attribute: base64 of the on-premises object's GUID. */
  readonly immutableId: string;
  /** The `UPN` attribute. */
  readonly upn: string;
}

const UPN = { namespace: 'http://schemas.xmlsoap.org/claims', name: 'UPN' };
const IMMUTABLE_ID = {
  namespace: 'http://schemas.microsoft.com/LiveID/Federation/2008/05',
  name: 'ImmutableID',
};

/** Reads an assertion's XML; says nothing of its signature. Throws MalformedAssertionError. */
export function readAssertion(xml: string): SamlAssertion {
  const root = assertionElement(xml);
  const conditions = only(root, SAML, 'Conditions');
  const statement = only(root, SAML, 'AttributeStatement');
  return {
    id: attribute(root, 'AssertionID'),
    issuer: attribute(root, 'Issuer'),
    notBefore: instant(conditions, 'NotBefore'),
    notOnOrAfter: instant(conditions, 'NotOnOrAfter'),
    audiences: children(only(conditions, SAML, 'AudienceRestrictionCondition'), SAML, 'Audience').map(text),
    immutableId: claim(statement, IMMUTABLE_ID),
    upn: claim(statement, UPN),
  };
}

/** The document's root, which must be a SAML 1.1 assertion. Throws MalformedAssertionError. */
export function assertionElement(xml: string): Element {
  const root = parseXml(xml).documentElement;
  if (root === null || root.namespaceURI !== SAML || root.localName !== 'Assertion') {
    throw new MalformedAssertionError('its root is no saml:Assertion');
  }
  if (root.getAttribute('MajorVersion') !== '1' || root.getAttribute('MinorVersion') !== '1') {
    throw new MalformedAssertionError('its version is not 1.1');
  }
  return root;
}

function claim(statement: Element, wanted: { namespace: string; name: string }): string {
  const found = children(statement, SAML, 'Attribute').filter(
    (one) =>
      one.getAttribute('AttributeName') === wanted.name &&
      one.getAttribute('AttributeNamespace') === wanted.namespace,
  );
  const [first, ...more] = found;
  if (first === undefined || more.length > 0)
    throw new MalformedAssertionError(`it must carry one ${wanted.name}`);
  return text(only(first, SAML, 'AttributeValue'));
}

function text(element: Element): string {
  return (element.textContent ?? '').trim();
}

function attribute(element: Element, name: string): string {
  const value = element.getAttribute(name);
  if (!value) throw new MalformedAssertionError(`${name} is missing`);
  return value;
}

function instant(element: Element, name: string): number {
  const value = Date.parse(attribute(element, name));
  if (Number.isNaN(value)) throw new MalformedAssertionError(`${name} is no time`);
  return value;
}
