import { BEARER, Ns, TRUST, type TrustVersion } from './namespaces.ts';

export interface TrustRequest {
  /** Where it is sent, which the message repeats. */
  readonly url: string;
  readonly version: TrustVersion;
  readonly userName: string;
  readonly password: string;
  readonly messageId: string;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly now: number;
}

const MESSAGE_LIFETIME_MS = 600_000;

/** A request for a token for the Microsoft 365 relying party by user name and password, in SOAP 1.2 (`usernamemixed`). */
export function trustRequest({ url, version, userName, password, messageId, now }: TrustRequest): string {
  const [created, expires] = [now, now + MESSAGE_LIFETIME_MS].map((at) => new Date(at).toISOString());
  const trust = TRUST[version];
  return [
    `<s:Envelope xmlns:s="${Ns.soap}" xmlns:a="${Ns.addressing}" xmlns:u="${Ns.utility}"><s:Header>`,
    `<a:Action s:mustUnderstand="1">${trust}/RST/Issue</a:Action>`,
    `<a:MessageID>urn:uuid:${messageId}</a:MessageID>`,
    `<a:ReplyTo><a:Address>${Ns.addressing}/anonymous</a:Address></a:ReplyTo>`,
    `<a:To s:mustUnderstand="1">${escaped(url)}</a:To><o:Security s:mustUnderstand="1" xmlns:o="${Ns.security}">`,
    `<u:Timestamp u:Id="_0"><u:Created>${created}</u:Created><u:Expires>${expires}</u:Expires></u:Timestamp>`,
    `<o:UsernameToken u:Id="uuid-1"><o:Username>${escaped(userName)}</o:Username>`,
    `<o:Password>${escaped(password)}</o:Password></o:UsernameToken></o:Security></s:Header><s:Body>`,
    `<t:RequestSecurityToken xmlns:t="${trust}"><p:AppliesTo xmlns:p="${Ns.policy}">`,
    `<a:EndpointReference><a:Address>urn:federation:MicrosoftOnline</a:Address></a:EndpointReference></p:AppliesTo>`,
    `<t:KeyType>${BEARER[version]}</t:KeyType><t:RequestType>${trust}/Issue</t:RequestType>`,
    `</t:RequestSecurityToken></s:Body></s:Envelope>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
