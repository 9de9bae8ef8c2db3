export const Ns = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  security: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  utility: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  policy: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  trust: 'http://schemas.xmlsoap.org/ws/2005/02/trust',
  saml: 'urn:oasis:names:tc:SAML:1.0:assertion',
} as const;

export interface TrustFacts {
  readonly url: string;
  readonly userName: string;
  readonly password: string;
  readonly messageId: string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: number;
}

const MESSAGE_LIFETIME_MS = 600_000;

/** A WS-Trust February 2005 request for a token for the Microsoft 365 relying party, SOAP 1.2 as AD FS takes it. */
export function trustEnvelope({ url, userName, password, messageId, now }: TrustFacts): string {
  const [created, expires] = [now, now + MESSAGE_LIFETIME_MS].map((at) => new Date(at).toISOString());
  return [
    `<s:Envelope xmlns:s="${Ns.soap}" xmlns:a="${Ns.addressing}" xmlns:u="${Ns.utility}"><s:Header>`,
    `<a:Action s:mustUnderstand="1">${Ns.trust}/RST/Issue</a:Action><a:MessageID>urn:uuid:${messageId}</a:MessageID>`,
    `<a:ReplyTo><a:Address>${Ns.addressing}/anonymous</a:Address></a:ReplyTo>`,
    `<a:To s:mustUnderstand="1">${escaped(url)}</a:To><o:Security s:mustUnderstand="1" xmlns:o="${Ns.security}">`,
    `<u:Timestamp u:Id="_0"><u:Created>${created}</u:Created><u:Expires>${expires}</u:Expires></u:Timestamp>`,
    `<o:UsernameToken><o:Username>${escaped(userName)}</o:Username><o:Password>${escaped(password)}</o:Password>`,
    `</o:UsernameToken></o:Security></s:Header><s:Body><t:RequestSecurityToken xmlns:t="${Ns.trust}">`,
    `<p:AppliesTo xmlns:p="${Ns.policy}"><a:EndpointReference><a:Address>urn:federation:MicrosoftOnline</a:Address>`,
    `</a:EndpointReference></p:AppliesTo><t:KeyType>http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey</t:KeyType>`,
    `<t:RequestType>${Ns.trust}/Issue</t:RequestType></t:RequestSecurityToken></s:Body></s:Envelope>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
