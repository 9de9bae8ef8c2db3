import { instant } from '../core/assertion.ts';
import type { IssuedToken } from '../issue.ts';
import { joined, markup, type Markup } from '../markup.ts';
import { Ns, TRUST, type TrustVersion } from '../../ws-trust/namespaces.ts';

const TOKEN_PROFILE = 'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.0#SAMLAssertionID';
const KEY_TYPE: Readonly<Record<TrustVersion, string>> = {
  '1.3': 'http://docs.oasis-open.org/ws-sx/ws-trust/200512/Bearer',
  '2005': 'http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey',
};
const MESSAGE_LIFETIME_MS = 300_000;

/** The whole SOAP answer; WS-Trust 1.3 wraps the response in a collection (section 4.3), 2005 does not. */
export function tokenEnvelope(
  version: TrustVersion,
  messageId: string | undefined,
  token: IssuedToken,
): Markup {
  const trust = TRUST[version];
  const response = tokenResponse(version, token);
  if (version === '2005') return envelope(`${trust}/RSTR/Issue`, messageId, token.created, response);
  const collection = joined(
    markup`<trust:RequestSecurityTokenResponseCollection xmlns:trust="${trust}">`,
    markup`${response}</trust:RequestSecurityTokenResponseCollection>`,
  );
  return envelope(`${trust}/RSTRC/IssueFinal`, messageId, token.created, collection);
}

/** One RequestSecurityTokenResponse, also what WS-Federation carries in `wresult`. */
export function tokenResponse(version: TrustVersion, token: IssuedToken): Markup {
  const trust = TRUST[version];
  return joined(
    markup`<trust:RequestSecurityTokenResponse xmlns:trust="${trust}"><trust:Lifetime>`,
    period(token.created, token.expires),
    markup`</trust:Lifetime><wsp:AppliesTo xmlns:wsp="${Ns.policy}"><a:EndpointReference xmlns:a="${Ns.addressing}">`,
    markup`<a:Address>${token.audience}</a:Address></a:EndpointReference></wsp:AppliesTo>`,
    markup`<trust:RequestedSecurityToken>${token.assertion}</trust:RequestedSecurityToken>`,
    ...['RequestedAttachedReference', 'RequestedUnattachedReference'].map((name) =>
      reference(name, token.assertionId),
    ),
    markup`<trust:TokenType>${Ns.saml}</trust:TokenType><trust:RequestType>${trust}/Issue</trust:RequestType>`,
    markup`<trust:KeyType>${KEY_TYPE[version]}</trust:KeyType></trust:RequestSecurityTokenResponse>`,
  );
}

/** A SOAP 1.2 envelope with the headers that WCF puts on an answer. */
export function envelope(action: string, relatesTo: string | undefined, now: number, body: Markup): Markup {
  return joined(
    markup`<s:Envelope xmlns:s="${Ns.soap}" xmlns:a="${Ns.addressing}" xmlns:u="${Ns.utility}"><s:Header>`,
    markup`<a:Action s:mustUnderstand="1">${action}</a:Action>`,
    relatesTo === undefined ? markup`` : markup`<a:RelatesTo>${relatesTo}</a:RelatesTo>`,
    markup`<o:Security s:mustUnderstand="1" xmlns:o="${Ns.security}"><u:Timestamp u:Id="_0">`,
    period(now, now + MESSAGE_LIFETIME_MS),
    markup`</u:Timestamp></o:Security></s:Header><s:Body>${body}</s:Body></s:Envelope>`,
  );
}

function period(created: number, expires: number): Markup {
  return joined(
    markup`<wsu:Created xmlns:wsu="${Ns.utility}">${instant(created)}</wsu:Created>`,
    markup`<wsu:Expires xmlns:wsu="${Ns.utility}">${instant(expires)}</wsu:Expires>`,
  );
}

function reference(name: string, assertionId: string): Markup {
  return joined(
    markup`<trust:${name}><o:SecurityTokenReference xmlns:o="${Ns.security}">`,
    markup`<o:KeyIdentifier ValueType="${TOKEN_PROFILE}">${assertionId}</o:KeyIdentifier>`,
    markup`</o:SecurityTokenReference></trust:${name}>`,
  );
}
