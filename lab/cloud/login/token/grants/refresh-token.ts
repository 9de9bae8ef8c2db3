import type { LoginContext } from '../../context.ts';
import { ProtocolRefused } from '../../refusal.ts';
import type { ClientAsk } from '../ask.ts';
import { requireProof } from '../client-authentication.ts';
import { isConfidential } from '../../../apps/app.ts';
import type { GrantedToUser } from '../granted.ts';
import { livingUser, refuseMissingAccess } from '../living-user.ts';
import { faultOfAge, openRefreshToken, type RefreshToken } from '../refresh-token.ts';
import { askedScope, grantToUser } from '../user-grant.ts';

const NOT_VALID = 70000;
const INACTIVE = 700082;
const SPA_OVER = 700084;
const MALFORMED = 9002313;
const NOT_A_PAGE = 9002326;
const OTHER_TENANT = 700005;
const REVOKED = 50173;

/**
 * A refresh asks nobody for a password, so it never reaches an agent and is no line of the sign-in log. The new token
 * does not end the old one (documented: refresh tokens, "token lifetime").
 */
export function byRefreshToken(ask: ClientAsk, context: LoginContext): GrantedToUser {
  const token = openRefreshToken(ask.params.required('refresh_token'), context.mint);
  if (token === undefined) throw new ProtocolRefused(MALFORMED, { error: 'invalid_grant' });
  refuseAged(token, context.mint.clock.now());
  refuseRevoked(token, context);
  if (token.appId !== ask.app.appId) {
    throw new ProtocolRefused(NOT_VALID, { text: 'The refresh token was issued to another client.' });
  }
  refuseClient(token, ask);
  const who = livingUser(token, token.authTime, context);
  refuseTenant(token, ask, context);
  const scope = askedScope(ask, context, token.scope, token.tenantId);
  refuseMissingAccess(who, { app: ask.app, proof: token }, scope);
  const { amr, authTime, fixedUntil: refreshUntil, grantId } = token;
  const proof = { amr, authTime };
  return grantToUser(who, ask, { ...scope, offline: true }, proof, { refreshUntil, grantId });
}

function refuseAged(token: RefreshToken, now: number): void {
  const fault = faultOfAge(token, now);
  if (fault === undefined) return;
  const issued = new Date(token.issuedAt).toISOString();
  if (fault === 'fixedLifetimeOver') throw new ProtocolRefused(SPA_OVER, { suberror: 'bad_token' });
  const text = `The refresh token has expired due to inactivity. The token was issued on ${issued} and was inactive for 90.00:00:00.`;
  throw new ProtocolRefused(INACTIVE, { text, suberror: 'bad_token' });
}

function refuseRevoked({ grantId }: RefreshToken, { codes, mint }: LoginContext): void {
  if (grantId === undefined || !codes.isRevoked(grantId, mint.clock.now())) return;
  const text =
    'The provided grant has expired due to it being revoked: its authorization code was redeemed a second time.';
  throw new ProtocolRefused(REVOKED, { text, suberror: 'bad_token' });
}

/** A page's token is for pages; a client that can keep a secret shows it again. */
function refuseClient({ fixedUntil, native }: RefreshToken, ask: ClientAsk): void {
  if (ask.crossOrigin !== undefined && fixedUntil === undefined) throw new ProtocolRefused(NOT_A_PAGE);
  if (fixedUntil === undefined && native !== true && isConfidential(ask.app)) requireProof(ask);
}

function refuseTenant({ tenantId }: RefreshToken, { authority }: ClientAsk, { tenants }: LoginContext): void {
  const asked = tenants.byAuthority(authority);
  if (asked !== undefined && asked.tenant.id !== tenantId) throw new ProtocolRefused(OTHER_TENANT);
}
