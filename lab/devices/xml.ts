import { DOMParser, onErrorStopParsing, type Document, type Element } from '@xmldom/xmldom';
import type { Answer } from './call.ts';
import { DeviceUnavailableError } from './errors.ts';

/** An answer's XML, without a document type. Throws DeviceUnavailableError. */
export function xmlOf({ url, status, text }: Answer): Document {
  try {
    if (/<!DOCTYPE/i.test(text)) throw new Error('it declares a document type');
    return new DOMParser({ locator: false, onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
  } catch {
    throw new DeviceUnavailableError(url, `status ${status} without acceptable XML`, status);
  }
}

/** Elements of that name below a node, whatever their prefix, in document order. */
export function elementsOf(node: Document | Element, namespace: string, name: string): Element[] {
  return [...node.getElementsByTagNameNS(namespace, name)];
}

export function textIn(node: Document | Element, namespace: string, name: string): string {
  return elementsOf(node, namespace, name)[0]?.textContent?.trim() ?? '';
}
