import { inflateRawSync } from 'node:zlib';
import { XmlError } from '../../errors.ts';
import { children, onlyChild, parseXml, textOf } from '../../xml.ts';
import { SAML2 } from '../../core/saml2-assertion.ts';

export const SAML2P = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const POST_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** What the farm reads of an AuthnRequest (SAML 2.0 core, section 3.4.1). */
export interface AuthnRequest {
  readonly id: string;
  readonly issuer: string;
  /** Lab milliseconds since the Unix epoch. */
  readonly issuedAt: number;
  readonly destination: string | undefined;
  readonly assertionConsumerService: string | undefined;
  readonly protocolBinding: string | undefined;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  readonly contexts: readonly string[];
}

const ENCODED_LIMIT = 16_384;
const XML_LIMIT = 32_768;
const NCNAME = /^[A-Za-z_][\w.-]{0,255}$/;

/** The XML of the redirect binding: base64 of DEFLATE (SAML 2.0 bindings, section 3.4.4.1). Throws XmlError. */
export function inflated(encoded: string): string {
  try {
    return inflateRawSync(base64(encoded), { maxOutputLength: XML_LIMIT }).toString('utf8');
  } catch (error) {
    if (error instanceof XmlError) throw error;
    throw new XmlError('SAMLRequest does not inflate, or to too much');
  }
}

/** The XML of the POST binding: base64 (section 3.5.4). Throws XmlError. */
export function decoded(encoded: string): string {
  return base64(encoded).toString('utf8');
}

function base64(encoded: string): Buffer {
  const text = encoded.replace(/\s/g, '');
  if (text.length > ENCODED_LIMIT) throw new XmlError('SAMLRequest is too long');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new XmlError('SAMLRequest is no base64');
  return Buffer.from(text, 'base64');
}

/** Reads the request; says nothing of whether it may be answered. Throws XmlError. */
export function readAuthnRequest(xml: string): AuthnRequest {
  const root = parseXml(xml);
  if (root.namespaceURI !== SAML2P || root.localName !== 'AuthnRequest')
    throw new XmlError('no samlp:AuthnRequest');
  if (root.getAttribute('Version') !== '2.0') throw new XmlError('its version is not 2.0');
  const id = root.getAttribute('ID') ?? '';
  if (!NCNAME.test(id)) throw new XmlError('its ID is none');
  const issuer = textOf(onlyChild(root, SAML2, 'Issuer'));
  if (!issuer) throw new XmlError('it has no issuer');
  const issuedAt = Date.parse(root.getAttribute('IssueInstant') ?? '');
  if (Number.isNaN(issuedAt)) throw new XmlError('its IssueInstant is no instant');
  const wanted = onlyChild(root, SAML2P, 'RequestedAuthnContext');
  const optional = (name: string): string | undefined => root.getAttribute(name) ?? undefined;
  return {
    id,
    issuer,
    issuedAt,
    destination: optional('Destination'),
    assertionConsumerService: optional('AssertionConsumerServiceURL'),
    protocolBinding: optional('ProtocolBinding'),
    forceAuthn: flag(optional('ForceAuthn')),
    isPassive: flag(optional('IsPassive')),
    contexts:
      wanted === undefined
        ? []
        : children(wanted, SAML2, 'AuthnContextClassRef').map((one) => textOf(one) ?? ''),
  };
}

function flag(value: string | undefined): boolean {
  return value === 'true' || value === '1';
}
