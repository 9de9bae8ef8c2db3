import { SignJWT, type JWTPayload } from 'jose';
import { createHash } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { CloudUser } from '../core/user.ts';
import { GRAPH_AUDIENCE, issuerOf } from './names.ts';
import type { RefreshTokens } from './refresh-tokens.ts';
import type { TokenKey } from './signing-key.ts';

export interface TokenMint {
  readonly tenantId: string;
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

/** The token endpoint's success document. Holds secrets. */
export async function mintTokens(user: CloudUser, request: TokenRequest, mint: TokenMint) {
  const key = await mint.key();
  const [idToken, accessToken] = await mint.clock.busy(
    'signing tokens',
    Promise.all([
      sign(idClaims(user, request, mint), key, mint),
      sign(accessClaims(user, request, mint), key, mint),
    ]),
  );
  const seconds = Math.floor(mint.lifetimeMs / 1_000);
  return {
    token_type: 'Bearer',
    scope: request.scope,
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: accessToken,
    refresh_token: mint.refreshTokens.issue(user.id, request.clientId, mint.clock.now()),
    id_token: idToken,
    ...(request.clientInfo && { client_info: clientInfo(user, mint.tenantId) }),
  };
}

function idClaims(user: CloudUser, request: TokenRequest, mint: TokenMint): JWTPayload {
  return {
    aud: request.clientId,
    sub: pairwiseSubject(user, request.clientId),
    oid: user.id,
    tid: mint.tenantId,
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
    tid: mint.tenantId,
    upn: user.upn,
    name: user.displayName,
    scp: request.scope,
    wids: [...user.roles],
    uti: mint.newId(),
    ver: '2.0',
  };
}

function sign(claims: JWTPayload, key: TokenKey, mint: TokenMint): Promise<string> {
  const now = Math.floor(mint.clock.now() / 1_000);
  return new SignJWT({
    iss: issuerOf(mint.tenantId),
    iat: now,
    nbf: now,
    exp: now + Math.floor(mint.lifetimeMs / 1_000),
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
    .sign(key.privateKey);
}

/** `sub` differs from application to application (documented: ID token claims). */
function pairwiseSubject(user: CloudUser, clientId: string): string {
  return createHash('sha256').update(`${user.id} ${clientId}`).digest('base64url');
}

function clientInfo(user: CloudUser, tenantId: string): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenantId })).toString('base64url');
}
