import { DOMParser, onErrorStopParsing, type Document, type Element } from '@xmldom/xmldom';
import { XmlError } from './errors.ts';

const DEPTH_LIMIT = 64;

/** Parses a document without a document type, so that no entity is ever defined. Throws XmlError. */
export function parseXml(text: string): Element {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new XmlError('a document type declaration is not taken');
  const root = parse(text).documentElement;
  if (root === null) throw new XmlError('there is no element');
  if (deeperThan(root, DEPTH_LIMIT)) throw new XmlError(`elements are nested more than ${DEPTH_LIMIT} deep`);
  return root;
}

/** Child elements of that name, whatever their prefix. */
export function children(parent: Element, namespace: string, name: string): Element[] {
  return elementsIn(parent).filter((child) => child.namespaceURI === namespace && child.localName === name);
}

/** The one child of that name, or nothing when there is none or more than one. */
export function onlyChild(parent: Element | undefined, namespace: string, name: string): Element | undefined {
  const found = parent === undefined ? [] : children(parent, namespace, name);
  return found.length === 1 ? found[0] : undefined;
}

export function textOf(element: Element | undefined): string | undefined {
  return element?.textContent?.trim();
}

export function elementsIn(parent: Element): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (isElement(node)) found.push(node);
  }
  return found;
}

function isElement(node: { readonly nodeType: number }): node is Element {
  return node.nodeType === 1;
}

function parse(text: string): Document {
  try {
    return new DOMParser({ locator: false, onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
  } catch (error) {
    throw new XmlError(
      error instanceof Error ? (error.message.split('\n')[0] ?? 'unreadable') : 'unreadable',
    );
  }
}

/** Level by level, since a hostile document would exhaust the stack of a recursive walk. */
function deeperThan(root: Element, limit: number): boolean {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap(elementsIn);
  }
  return false;
}
