import type { Element } from '@xmldom/xmldom';
import type { SamlAssertion } from './assertion.ts';
import { MalformedAssertionError } from './errors.ts';
import { readSaml11 } from './saml11.ts';
import { readSaml20 } from './saml20.ts';
import { SAML, SAML2, parseXml } from './xml.ts';

/** Reads an assertion's XML; says nothing of its signature. Throws MalformedAssertionError. */
export function readAssertion(xml: string): SamlAssertion {
  const root = assertionElement(xml);
  return isSaml20(root) ? readSaml20(root) : readSaml11(root);
}

/** The document's root, which must be a SAML 1.1 or 2.0 assertion. Throws MalformedAssertionError. */
export function assertionElement(xml: string): Element {
  const root = parseXml(xml).documentElement;
  if (root?.localName !== 'Assertion') throw new MalformedAssertionError('its root is no saml:Assertion');
  // Whoever hides a second one in the signature or elsewhere wants somebody to read the wrong one.
  if (root.getElementsByTagNameNS('*', 'Assertion').length > 0)
    throw new MalformedAssertionError('it holds another assertion');
  if (isSaml20(root) && root.getAttribute('Version') === '2.0') return root;
  const is11 = root.getAttribute('MajorVersion') === '1' && root.getAttribute('MinorVersion') === '1';
  if (root.namespaceURI === SAML && is11) return root;
  throw new MalformedAssertionError('its version is neither 1.1 nor 2.0');
}

/** The attribute by which a signature refers to the assertion. */
export function idAttributeOf(root: Element): 'ID' | 'AssertionID' {
  return isSaml20(root) ? 'ID' : 'AssertionID';
}

function isSaml20(root: Element): boolean {
  return root.namespaceURI === SAML2;
}
