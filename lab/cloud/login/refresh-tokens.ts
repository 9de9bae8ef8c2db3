import { hash, randomBytes } from 'node:crypto';

/** Documented: 90 days without use for anything but a single-page application. */
const LIFETIME_MS = 90 * 86_400_000;
const KEPT = 100_000;

/** Who was given a refresh token, and for which application. */
export interface Grantee {
  readonly tenantId: string;
  readonly userId: string;
  readonly clientId: string;
}

interface Grant extends Grantee {
  readonly until: number;
}

export type Redemption =
  | { readonly kind: 'valid'; readonly tenantId: string; readonly userId: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' };

/** Refresh tokens by digest, so that memory holds none that could be used. The oldest go when there are too many. */
export class RefreshTokens {
  readonly #grants = new Map<string, Grant>();

  issue(grantee: Grantee, now: number): string {
    const token = randomBytes(48).toString('base64url');
    const [oldest] = this.#grants.keys();
    if (oldest !== undefined && this.#grants.size >= KEPT) this.#grants.delete(oldest);
    this.#grants.set(digest(token), { ...grantee, until: now + LIFETIME_MS });
    return token;
  }

  redeem(token: string, clientId: string, now: number): Redemption {
    const grant = this.#grants.get(digest(token));
    if (grant === undefined || grant.clientId !== clientId) return { kind: 'unknown' };
    const { tenantId, userId } = grant;
    return now < grant.until ? { kind: 'valid', tenantId, userId } : { kind: 'expired' };
  }
}

function digest(token: string): string {
  return hash('sha256', token, 'base64');
}
