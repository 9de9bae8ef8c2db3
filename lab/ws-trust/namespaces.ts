/** WS-Trust 1.3 (OASIS, 2007) and its February 2005 draft, both of which AD FS speaks. */
export type TrustVersion = '1.3' | '2005';

export const Ns = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  security: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  utility: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  policy: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  saml: 'urn:oasis:names:tc:SAML:1.0:assertion',
} as const;

/** The namespace of each version. */
export const TRUST: Readonly<Record<TrustVersion, string>> = {
  '1.3': 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
  '2005': 'http://schemas.xmlsoap.org/ws/2005/02/trust',
};

/** The type of a token without a proof key, by version. */
export const BEARER: Readonly<Record<TrustVersion, string>> = {
  '1.3': `${TRUST['1.3']}/Bearer`,
  '2005': 'http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey',
};
