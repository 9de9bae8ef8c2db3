import type { Clock } from '../../../clock/clock.ts';
import { signCompact } from '../keys/compact-jws.ts';
import type { Sealer } from '../keys/sealer.ts';
import type { SigningKeys } from '../keys/signing-keys.ts';
import type { TokenKey } from '../keys/token-key.ts';
import { accessClaims, appClaims, idClaims, type Claims } from './claims.ts';
import { isToUser, type Granted, type GrantedToUser } from './granted.ts';
import { sealRefreshToken } from './refresh-token.ts';

/** What tokens are made with. */
export interface TokenMint {
  readonly clock: Clock;
  readonly lifetimeMs: number;
  readonly keys: SigningKeys;
  readonly sealer: Sealer;
  /** When identity and refresh tokens go with a user's access token. */
  readonly beside: 'always' | 'asked';
  newId(): string;
}

/** The token endpoint's success document. Holds secrets. */
export async function mintTokens(granted: Granted | GrantedToUser, mint: TokenMint) {
  return isToUser(granted) ? mintForUser(granted, mint) : mintForApp(granted, mint);
}

/**
 * With both tokens beside it, or, where the setting says so, an identity token for the scope `openid` alone (OpenID
 * Connect Core 1.0 section 3.1.2.1) and a refresh token for `offline_access` (section 11).
 */
async function mintForUser(granted: GrantedToUser, mint: TokenMint) {
  const { scope, clientInfo, v1, user, desk } = granted;
  const always = mint.beside === 'always';
  const key = await mint.keys.signer();
  const [accessToken, idToken] = await mint.clock.busy(
    'signing tokens',
    Promise.all([
      sign(accessClaims(granted, mint), key),
      scope.openid || always ? sign(idClaims(granted, mint), key) : undefined,
    ]),
  );
  return {
    token_type: 'Bearer',
    scope: scope.granted,
    ...lifetime(mint, v1),
    ...(v1 && { resource: scope.resource.uri }),
    access_token: accessToken,
    ...((scope.offline || always) && { refresh_token: sealRefreshToken(granted, mint) }),
    ...(idToken !== undefined && { id_token: idToken }),
    ...(clientInfo && { client_info: encodedInfo(user.id, desk.tenant.id) }),
  };
}

async function mintForApp(granted: Granted, mint: TokenMint) {
  const key = await mint.keys.signer();
  const accessToken = await mint.clock.busy('signing tokens', sign(appClaims(granted, mint), key));
  const { v1, scope } = granted;
  return {
    token_type: 'Bearer',
    ...lifetime(mint, v1),
    ...(v1 && { resource: scope.resource.uri }),
    access_token: accessToken,
  };
}

/** An identity token for the authorize endpoint, which may have to vouch for the code beside it. */
export async function mintIdToken(granted: GrantedToUser, mint: TokenMint, extra: Claims): Promise<string> {
  const key = await mint.keys.signer();
  return mint.clock.busy('signing tokens', sign({ ...idClaims(granted, mint), ...extra }, key));
}

function sign(claims: Claims, { header, privateKey }: TokenKey): Promise<string> {
  return signCompact(header, claims, privateKey);
}

/** Version 1 says numbers as text, and when the token expires. */
function lifetime({ clock, lifetimeMs }: TokenMint, v1: boolean) {
  const seconds = Math.floor(lifetimeMs / 1_000);
  if (!v1) return { expires_in: seconds, ext_expires_in: seconds };
  const now = Math.floor(clock.now() / 1_000);
  return {
    expires_in: String(seconds),
    ext_expires_in: String(seconds),
    expires_on: String(now + seconds),
    not_before: String(now),
  };
}

function encodedInfo(uid: string, utid: string): string {
  return Buffer.from(JSON.stringify({ uid, utid })).toString('base64url');
}
