import type { Element } from '@xmldom/xmldom';
import { XmlError } from '../errors.ts';
import { elementsIn, onlyChild, parseXml, textOf } from '../xml.ts';
import { Ns, TRUST, type TrustVersion } from '../../ws-trust/namespaces.ts';
import type { Timestamp } from '../core/judgement.ts';

/** A RequestSecurityToken with a UsernameToken, as `usernamemixed` takes it. */
export interface TrustRequest {
  readonly messageId: string | undefined;
  readonly userName: string;
  readonly password: string;
  readonly appliesTo: string;
  readonly timestamp: Timestamp;
}

const TEXT_LIMIT = 1_024;

/**
 * Reads the SOAP 1.2 envelope by namespace, never by prefix (WS-Trust 1.3 section 4, WS-Security UsernameToken
 * profile 1.0). Throws XmlError.
 */
export function readTrustRequest(text: string, version: TrustVersion): TrustRequest {
  const envelope = parseXml(text);
  if (envelope.localName !== 'Envelope' || envelope.namespaceURI !== Ns.soap)
    throw new XmlError('no SOAP 1.2 envelope');
  const header = onlyChild(envelope, Ns.soap, 'Header');
  const security = onlyChild(header, Ns.security, 'Security');
  const token = onlyChild(security, Ns.security, 'UsernameToken');
  const timestamp = onlyChild(security, Ns.utility, 'Timestamp');
  const trust = TRUST[version];
  const request = onlyChild(onlyChild(envelope, Ns.soap, 'Body'), trust, 'RequestSecurityToken');
  if (textOf(onlyChild(request, trust, 'RequestType')) !== `${trust}/Issue`)
    throw new XmlError('RequestType is not Issue');
  return {
    messageId: messageIdIn(header),
    userName: required(onlyChild(token, Ns.security, 'Username'), 'Username').trim(),
    password: required(onlyChild(token, Ns.security, 'Password'), 'Password'),
    appliesTo: required(addressIn(onlyChild(request, Ns.policy, 'AppliesTo')), 'AppliesTo').trim(),
    timestamp: {
      created: instantIn(onlyChild(timestamp, Ns.utility, 'Created'), 'Created'),
      expires: instantIn(onlyChild(timestamp, Ns.utility, 'Expires'), 'Expires'),
    },
  };
}

/** Some clients write `messageID`; WS-Addressing has `MessageID`. */
function messageIdIn(header: Element | undefined): string | undefined {
  const found = (header === undefined ? [] : elementsIn(header)).find(
    ({ namespaceURI, localName }) =>
      namespaceURI === Ns.addressing && localName?.toLowerCase() === 'messageid',
  );
  return textOf(found)?.slice(0, TEXT_LIMIT);
}

function addressIn(appliesTo: Element | undefined): Element | undefined {
  return onlyChild(onlyChild(appliesTo, Ns.addressing, 'EndpointReference'), Ns.addressing, 'Address');
}

function required(element: Element | undefined, name: string): string {
  const text = element?.textContent;
  if (text == null) throw new XmlError(`${name} is missing, or there is more than one`);
  if (text.length > TEXT_LIMIT) throw new XmlError(`${name} is longer than ${TEXT_LIMIT} characters`);
  return text;
}

function instantIn(element: Element | undefined, name: string): number {
  const at = Date.parse(required(element, name));
  if (Number.isNaN(at)) throw new XmlError(`${name} is no instant`);
  return at;
}
