import { XMLSerializer } from '@xmldom/xmldom';
import { MalformedAssertionError } from '../../assertions/errors.ts';
import { SAML, SAML2, SAMLP, parseXml } from '../../assertions/xml.ts';

/** What a browser brought back from a provider: an assertion, or why there is none. */
export interface ProviderAnswer {
  /** Empty when there is not exactly one. */
  readonly assertion: string;
  /** `InResponseTo` of a SAML 2.0 response. */
  readonly inResponseTo?: string;
  /** `Destination` of a SAML 2.0 response. */
  readonly destination?: string;
}

const NOTHING: ProviderAnswer = { assertion: '' };
const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/**
 * The assertion inside a WS-Federation `wresult`: a RequestSecurityTokenResponse, or a collection of one. Its
 * signature is checked by whoever redeems it.
 */
export function readWresult(wresult: string): ProviderAnswer {
  return reading(() => {
    const document = parseXml(wresult);
    const found = [SAML, SAML2].flatMap((namespace) => [
      ...document.getElementsByTagNameNS(namespace, 'Assertion'),
    ]);
    const [assertion, ...more] = found;
    if (assertion === undefined || more.length > 0) return NOTHING;
    return { assertion: new XMLSerializer().serializeToString(assertion) };
  });
}

/** The assertion of a SAML 2.0 response that came by the POST binding (SAML 2.0 bindings, section 3.5). */
export function readSamlResponse(encoded: string): ProviderAnswer {
  return reading(() => {
    const root = parseXml(Buffer.from(encoded, 'base64').toString('utf8')).documentElement;
    if (root?.namespaceURI !== SAMLP || root.localName !== 'Response') return NOTHING;
    const [status] = root.getElementsByTagNameNS(SAMLP, 'StatusCode');
    const [assertion, ...more] = root.getElementsByTagNameNS(SAML2, 'Assertion');
    if (status?.getAttribute('Value') !== SUCCESS || assertion === undefined || more.length > 0)
      return NOTHING;
    const inResponseTo = root.getAttribute('InResponseTo');
    const destination = root.getAttribute('Destination');
    const xml = new XMLSerializer().serializeToString(assertion);
    return { assertion: xml, ...(inResponseTo && { inResponseTo }), ...(destination && { destination }) };
  });
}

function reading(read: () => ProviderAnswer): ProviderAnswer {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedAssertionError) return NOTHING;
    throw error;
  }
}
