import { DOMParser, onErrorStopParsing, type Document, type Element } from '@xmldom/xmldom';
import { MalformedAssertionError } from './errors.ts';

export const SAML = 'urn:oasis:names:tc:SAML:1.0:assertion';
export const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

const DECLARATION = /<!(DOCTYPE|ENTITY)/i;

/** Parses XML without any document type declaration. Throws MalformedAssertionError. */
export function parseXml(text: string): Document {
  if (DECLARATION.test(text)) throw new MalformedAssertionError('document type declarations are refused');
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
  } catch {
    throw new MalformedAssertionError('it is not well-formed XML');
  }
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
    throw new MalformedAssertionError(`${parent.localName ?? 'the document'} must hold exactly one ${localName}`);
  }
  return found;
}
