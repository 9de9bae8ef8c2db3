import { trustRequest } from '../../lab/ws-trust/request-envelope.ts';
import { failureOf, jsonOf, type Answer, type Calls } from './call.ts';
import type { Code } from './outcome.ts';
import type { Person } from './target-shape.ts';
import { LOGIN } from './tokens.ts';

const ISSUE = 'http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue';

/** What the cloud says of a user's domain before a password is sent. */
export interface Realm {
  readonly accountType: string;
  /** Where a farm takes a user name and a password by WS-Trust 2005. */
  readonly activeUrl: string | undefined;
}

/** `GET /common/userrealm/{upn}`; a code when the answer is none. */
export function findRealm({ get }: Calls, upn: string): Realm | Code {
  const path = encodeURIComponent(upn).replace('%40', '@');
  const answer = get(`${LOGIN}/common/userrealm/${path}?api-version=1.0`, `${LOGIN}/common/userrealm/{upn}`);
  const read = jsonOf(answer);
  if (answer.status !== 200 || read === undefined) return failureOf(answer);
  const url = read['federation_active_auth_url'];
  return { accountType: String(read['account_type']), activeUrl: typeof url === 'string' ? url : undefined };
}

export type Issued = { readonly assertion: string } | Code;

/** A user name and a password for a SAML assertion at AD FS's `usernamemixed`, WS-Trust 2005. */
export function requestAssertion({ post }: Calls, url: string, { upn, password }: Person): Issued {
  const messageId = crypto.randomUUID();
  const order = { url, version: '2005', userName: upn, password, messageId, now: Date.now() } as const;
  const headers = { 'content-type': 'application/soap+xml; charset=utf-8', soapaction: ISSUE };
  const answer = post(url, trustRequest(order), headers);
  return answer.status === 200 ? assertionIn(answer.body) : refusalOf(answer);
}

/**
 * The assertion, byte by byte as it was signed: AD FS declares its namespaces on the assertion itself, so it can be cut
 * out (exclusive canonicalization leaves the envelope's out of the signature).
 */
export function assertionIn(envelope: string): Issued {
  const found = /<((?:\w+:)?Assertion)[\s>][^]*<\/\1>/.exec(envelope)?.[0];
  return found === undefined ? 'unreadable' : { assertion: found };
}

function refusalOf(answer: Answer): Code {
  return answer.status !== 0 && answer.body.includes('FailedAuthentication')
    ? 'adfs-refused'
    : failureOf(answer);
}
