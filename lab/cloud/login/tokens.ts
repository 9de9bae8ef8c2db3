import type { JWTPayload } from 'jose';
import { hash } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { SignedIn } from '../core/record.ts';
import type { CloudUser } from '../core/user.ts';
import { signCompact } from './compact-jws.ts';
import { GRAPH_AUDIENCE, issuerOf } from './names.ts';
import type { RefreshTokens } from './refresh-tokens.ts';
import type { TokenKey } from './signing-key.ts';

export interface TokenMint {
  readonly clock: Clock;
  readonly lifetimeMs: number;
  readonly key: () => Promise<TokenKey>;
  readonly refreshTokens: RefreshTokens;
  newId(): string;
}

/** What the client asked for. */
export interface TokenRequest {
  readonly clientId: string;
  readonly scope: string;
  readonly nonce?: string;
  /** `client_info=1` came. */
  readonly clientInfo: boolean;
}

/**
 * The token endpoint's success document; an identity token only for the scope `openid` (OpenID Connect Core 1.0 section
 * 3.1.2.1). Holds secrets.
 */
export async function mintTokens({ user, desk }: SignedIn, request: TokenRequest, mint: TokenMint) {
  const tenantId = desk.tenant.id;
  const key = await mint.key();
  const [idToken, accessToken] = await mint.clock.busy(
    'signing tokens',
    Promise.all([
      asksIdentity(request) ? sign(tenantId, idClaims(user, request, mint), key, mint) : undefined,
      sign(tenantId, accessClaims(user, request, mint), key, mint),
    ]),
  );
  const seconds = Math.floor(mint.lifetimeMs / 1_000);
  return {
    token_type: 'Bearer',
    scope: request.scope,
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: accessToken,
    refresh_token: mint.refreshTokens.issue(
      { tenantId, userId: user.id, clientId: request.clientId },
      mint.clock.now(),
    ),
    ...(idToken !== undefined && { id_token: idToken }),
    ...(request.clientInfo && { client_info: clientInfo(user, tenantId) }),
  };
}

function asksIdentity({ scope }: TokenRequest): boolean {
  return scope.split(' ').includes('openid');
}

function idClaims(user: CloudUser, request: TokenRequest, mint: TokenMint): JWTPayload {
  return {
    aud: request.clientId,
    sub: pairwiseSubject(user, request.clientId),
    oid: user.id,
    preferred_username: user.upn,
    name: user.displayName,
    rh: `1.${user.id}.`,
    uti: mint.newId(),
    ver: '2.0',
    ...(request.nonce !== undefined && { nonce: request.nonce }),
  };
}

function accessClaims(user: CloudUser, request: TokenRequest, mint: TokenMint): JWTPayload {
  return {
    aud: GRAPH_AUDIENCE,
    sub: pairwiseSubject(user, GRAPH_AUDIENCE),
    appid: request.clientId,
    oid: user.id,
    upn: user.upn,
    name: user.displayName,
    scp: request.scope,
    wids: [...user.roles],
    uti: mint.newId(),
    ver: '2.0',
  };
}

function sign(tenantId: string, claims: JWTPayload, key: TokenKey, mint: TokenMint): Promise<string> {
  const now = Math.floor(mint.clock.now() / 1_000);
  const exp = now + Math.floor(mint.lifetimeMs / 1_000);
  const whole = { iss: issuerOf(tenantId), tid: tenantId, iat: now, nbf: now, exp, ...claims };
  return signCompact({ typ: 'JWT', kid: key.kid }, whole, key.privateKey);
}

/** `sub` differs from application to application (documented: ID token claims). */
function pairwiseSubject(user: CloudUser, clientId: string): string {
  return hash('sha256', `${user.id} ${clientId}`, 'base64url');
}

function clientInfo(user: CloudUser, tenantId: string): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenantId })).toString('base64url');
}
