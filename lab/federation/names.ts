/** Namespaces and fixed names that the farm reads and writes, each from the specification that defines it. */
export const Ns = {
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  security: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  utility: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  policy: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  saml: 'urn:oasis:names:tc:SAML:1.0:assertion',
} as const;

/** The two versions of WS-Trust that AD FS speaks. */
export type TrustVersion = '1.3' | '2005';

export const TrustNs: Readonly<Record<TrustVersion, string>> = {
  '1.3': 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
  '2005': 'http://schemas.xmlsoap.org/ws/2005/02/trust',
};

/** Paths below the federation service name. */
export const Path = {
  trust13: '/adfs/services/trust/13/usernamemixed',
  trust2005: '/adfs/services/trust/2005/usernamemixed',
  metadata: '/adfs/services/trust/mex',
  passive: '/adfs/ls',
} as const;

/** The identifier of the Microsoft 365 relying party trust. */
export const MICROSOFT_ONLINE = 'urn:federation:MicrosoftOnline';

/** Where the relying party takes WS-Federation responses. */
export const MICROSOFT_ONLINE_ENDPOINT = 'https://login.microsoftonline.com/login.srf';
