import { TrustRefusal } from '../errors.ts';

/** A caller's statement of when its message was made, in milliseconds since the Unix epoch. */
export interface Timestamp {
  readonly created: number;
  readonly expires: number;
}

/** Stale and future messages are refused (WS-Security, wsu:Timestamp). Throws TrustRefusal `invalidSecurity`. */
export function checkTimestamp({ created, expires }: Timestamp, now: number, skewMs: number): void {
  const fresh = created <= now + skewMs && expires > now - skewMs && expires > created;
  if (!fresh) throw new TrustRefusal('invalidSecurity', 'the timestamp is outside the allowed clock skew');
}

/** An LDAP bind without a password would be anonymous and succeed. Throws TrustRefusal `failedAuthentication`. */
export function checkCredentialsPresent(userName: string, password: string): void {
  if (userName === '' || password === '')
    throw new TrustRefusal('failedAuthentication', 'user name or password missing');
}
