import { XMLSerializer, type Document } from '@xmldom/xmldom';
import type { Answer, Call } from './call.ts';
import { DeviceUnavailableError } from './errors.ts';
import type { SignInOptions } from './result.ts';
import type { TrustEndpoint } from './ws-trust-metadata.ts';
import { elementsOf, textIn, xmlOf } from './xml.ts';

export type TrustVersion = '1.3' | '2005';

/** What a request needs that is neither name nor password. */
export interface WsTrustFacts {
  readonly messageId: () => string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export type Issued =
  | { readonly kind: 'issued'; readonly assertion: string }
  | { readonly kind: 'refused'; readonly status: number; readonly text: string };

const SOAP = 'http://www.w3.org/2003/05/soap-envelope';
const ADDRESSING = 'http://www.w3.org/2005/08/addressing';
const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const UTILITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const SAML = 'urn:oasis:names:tc:SAML:1.0:assertion';
const TRUST: Readonly<Record<TrustVersion, string>> = {
  '1.3': 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
  '2005': 'http://schemas.xmlsoap.org/ws/2005/02/trust',
};
const KEY_TYPE: Readonly<Record<TrustVersion, string>> = {
  '1.3': `${TRUST['1.3']}/Bearer`,
  '2005': 'http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey',
};
const MESSAGE_LIFETIME_MS = 600_000;

/** A user name and a password for a SAML assertion at `usernamemixed`. Throws DeviceUnavailableError. */
export async function requestAssertion(
  call: Call,
  { url, version }: TrustEndpoint,
  who: SignInOptions,
  facts: WsTrustFacts,
): Promise<Issued> {
  const headers = {
    'content-type': 'application/soap+xml; charset=utf-8',
    soapaction: `${TRUST[version]}/RST/Issue`,
  };
  const answer = await call(url, {
    method: 'POST',
    headers,
    body: requestEnvelope(url, version, who, facts),
  });
  const document = xmlOf(answer);
  return answer.status === 200 ? issuedIn(answer, document, version) : refusalIn(answer, document);
}

function issuedIn({ url, status }: Answer, document: Document, version: TrustVersion): Issued {
  const [token] = elementsOf(document, TRUST[version], 'RequestedSecurityToken');
  const [assertion, ...more] = token === undefined ? [] : elementsOf(token, SAML, 'Assertion');
  if (assertion === undefined || more.length > 0 || textIn(document, TRUST[version], 'TokenType') !== SAML) {
    throw new DeviceUnavailableError(url, 'the answer holds no SAML 1.1 assertion', status);
  }
  return { kind: 'issued', assertion: new XMLSerializer().serializeToString(assertion) };
}

function refusalIn({ url, status }: Answer, document: Document): Issued {
  const [subcode] = elementsOf(document, SOAP, 'Subcode');
  const name = subcode?.textContent?.trim().split(':').at(-1);
  const text = textIn(document, SOAP, 'Text');
  if (name !== 'FailedAuthentication')
    throw new DeviceUnavailableError(url, text || `status ${status}`, status);
  return { kind: 'refused', status, text };
}

function requestEnvelope(
  url: string,
  version: TrustVersion,
  who: SignInOptions,
  facts: WsTrustFacts,
): string {
  const now = facts.now();
  const [created, expires] = [now, now + MESSAGE_LIFETIME_MS].map((at) => new Date(at).toISOString());
  return [
    `<s:Envelope xmlns:s="${SOAP}" xmlns:a="${ADDRESSING}" xmlns:u="${UTILITY}"><s:Header>`,
    `<a:Action s:mustUnderstand="1">${TRUST[version]}/RST/Issue</a:Action>`,
    `<a:MessageID>urn:uuid:${facts.messageId()}</a:MessageID>`,
    `<a:ReplyTo><a:Address>${ADDRESSING}/anonymous</a:Address></a:ReplyTo>`,
    `<a:To s:mustUnderstand="1">${escaped(url)}</a:To><o:Security s:mustUnderstand="1" xmlns:o="${SECURITY}">`,
    `<u:Timestamp u:Id="_0"><u:Created>${created}</u:Created><u:Expires>${expires}</u:Expires></u:Timestamp>`,
    `<o:UsernameToken u:Id="uuid-1"><o:Username>${escaped(who.upn)}</o:Username>`,
    `<o:Password>${escaped(who.password)}</o:Password></o:UsernameToken></o:Security></s:Header><s:Body>`,
    `<t:RequestSecurityToken xmlns:t="${TRUST[version]}"><p:AppliesTo xmlns:p="http://schemas.xmlsoap.org/ws/2004/09/policy">`,
    `<a:EndpointReference><a:Address>urn:federation:MicrosoftOnline</a:Address></a:EndpointReference></p:AppliesTo>`,
    `<t:KeyType>${KEY_TYPE[version]}</t:KeyType><t:RequestType>${TRUST[version]}/Issue</t:RequestType>`,
    `</t:RequestSecurityToken></s:Body></s:Envelope>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
