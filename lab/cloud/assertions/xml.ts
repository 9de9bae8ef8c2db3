import { DOMParser, onErrorStopParsing, type Document, type Element, type Node } from '@xmldom/xmldom';
import { MalformedAssertionError } from './errors.ts';

export const SAML = 'urn:oasis:names:tc:SAML:1.0:assertion';
export const SAML2 = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const SAMLP = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

const DECLARATION = /<!(DOCTYPE|ENTITY)/i;
const DEEPEST = 32;

/** Parses XML without any document type declaration and without deep nesting. Throws MalformedAssertionError. */
export function parseXml(text: string): Document {
  if (DECLARATION.test(text)) throw new MalformedAssertionError('document type declarations are refused');
  const document = wellFormed(text);
  if (isDeeperThan(DEEPEST, document))
    throw new MalformedAssertionError(`it nests deeper than ${DEEPEST} elements`);
  return document;
}

function wellFormed(text: string): Document {
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
  } catch {
    throw new MalformedAssertionError('it is not well-formed XML');
  }
}

/** Serialising and canonicalising recurse, so depth is bounded before either. */
function isDeeperThan(limit: number, document: Document): boolean {
  let level: Node[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((node) => [...node.childNodes]);
  }
  return false;
}

/** Child elements of a name, in document order. */
export function children(parent: Element, namespace: string, localName: string): Element[] {
  return [...parent.childNodes].filter(
    (node): node is Element =>
      node.nodeType === node.ELEMENT_NODE && node.namespaceURI === namespace && node.localName === localName,
  );
}

/** The one child element of a name. Throws MalformedAssertionError when there is none or more than one. */
export function only(parent: Element, namespace: string, localName: string): Element {
  const [found, ...more] = children(parent, namespace, localName);
  if (found === undefined || more.length > 0) {
    throw new MalformedAssertionError(
      `${parent.localName ?? 'the document'} must hold exactly one ${localName}`,
    );
  }
  return found;
}

export function textOf(element: Element): string {
  return (element.textContent ?? '').trim();
}

/** An attribute that must be there and not empty. Throws MalformedAssertionError. */
export function attributeOf(element: Element, name: string): string {
  const value = element.getAttribute(name);
  if (!value) throw new MalformedAssertionError(`${name} is missing`);
  return value;
}

/** An attribute's instant in milliseconds since the Unix epoch. Throws MalformedAssertionError. */
export function instantIn(element: Element, name: string): number {
  const value = Date.parse(attributeOf(element, name));
  if (Number.isNaN(value)) throw new MalformedAssertionError(`${name} is no time`);
  return value;
}
