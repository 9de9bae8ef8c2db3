import { XMLSerializer, type Element } from '@xmldom/xmldom';
import { MalformedAssertionError } from '../assertions/errors.ts';
import { SAML, parseXml } from '../assertions/xml.ts';

/**
 * The assertion inside a WS-Federation `wresult`: a RequestSecurityTokenResponse, or a collection of one. Empty when
 * there is not exactly one assertion; its signature is checked by whoever redeems it.
 */
export function assertionOf(wresult: string): string {
  try {
    const found = [...parseXml(wresult).getElementsByTagNameNS(SAML, 'Assertion')];
    const [assertion, ...more] = found;
    return assertion === undefined || more.length > 0 ? '' : serialize(assertion);
  } catch (error) {
    if (error instanceof MalformedAssertionError) return '';
    throw error;
  }
}

function serialize(element: Element): string {
  return new XMLSerializer().serializeToString(element);
}
