import { DOMParser, onErrorStopParsing, type Document } from '@xmldom/xmldom';
import { send, PeerUnavailableError, type Outbound } from './call.ts';
import type { Credentials } from './core/basic.ts';
import type { Verdict } from './core/verdict.ts';
import { Ns, TRUST } from '../ws-trust/namespaces.ts';
import { trustRequest } from '../ws-trust/request-envelope.ts';

export interface Forwarded {
  readonly correlationId: string;
  readonly messageId: string;
  /** Who is at the other end of the front end. */
  readonly clientIp: string;
  readonly userAgent: string;
  readonly node: string;
}

/**
 * Checks a federated user's password at the farm that the route names. The front end takes the farm's word: TLS under
 * the farm's name and a token that names the user; it does not redeem the token. Throws PeerUnavailableError.
 */
export async function askFarm(
  out: Outbound,
  url: string,
  credentials: Credentials,
  forwarded: Forwarded,
): Promise<Verdict> {
  const { upn, password } = credentials;
  const { messageId } = forwarded;
  const body = trustRequest({
    url,
    version: '2005',
    userName: upn,
    password,
    messageId,
    now: out.clock.now(),
  });
  const { status, text } = await send(out, {
    url,
    method: 'POST',
    headers: headersFor(url, forwarded),
    body,
  });
  const answer = parse(url, text);
  if (status === 500 && subcodeIn(answer) === 'FailedAuthentication')
    return refused('the farm refuses the password');
  if (status !== 200)
    throw new PeerUnavailableError(url, `status ${status}, fault ${subcodeIn(answer) || 'unknown'}`);
  return tokenNames(answer, upn) ? { kind: 'accepted' } : refused("the farm's token is not about this user");
}

/** The headers by which AD FS' claim rules and lockout know the device behind the front end. */
function headersFor(
  url: string,
  { correlationId, clientIp, userAgent, node }: Forwarded,
): Record<string, string> {
  return {
    'content-type': 'application/soap+xml; charset=utf-8',
    'client-request-id': correlationId,
    'x-ms-forwarded-client-ip': clientIp,
    'x-ms-client-application': 'Microsoft.Exchange.ActiveSync',
    'x-ms-client-user-agent': userAgent,
    'x-ms-proxy': node,
    'x-ms-endpoint-absolute-path': new URL(url).pathname,
  };
}

function parse(url: string, text: string): Document {
  if (/<!DOCTYPE/i.test(text)) throw new PeerUnavailableError(url, 'the answer declares a document type');
  try {
    return new DOMParser({ locator: false, onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
  } catch {
    throw new PeerUnavailableError(url, 'the answer is no XML');
  }
}

function subcodeIn(answer: Document): string {
  const subcode = [...answer.getElementsByTagNameNS(Ns.soap, 'Subcode')][0]?.textContent ?? '';
  return subcode.trim().split(':').at(-1) ?? '';
}

function tokenNames(answer: Document, upn: string): boolean {
  const [token, ...more] = [...answer.getElementsByTagNameNS(TRUST['2005'], 'RequestedSecurityToken')];
  if (token === undefined || more.length > 0) return false;
  const names = [...token.getElementsByTagNameNS(Ns.saml, 'Attribute')]
    .filter((attribute) => attribute.getAttribute('AttributeName') === 'UPN')
    .map((attribute) => attribute.textContent?.trim().toLowerCase());
  return names.length === 1 && names[0] === upn.toLowerCase();
}

function refused(reason: string): Verdict {
  return { kind: 'refused', reason };
}
