import type { SignInResult } from '../core/record.ts';
import type { LoginContext } from './context.ts';
import type { Ask } from './grants.ts';
import { required } from './parameters.ts';

const UNKNOWN_TOKEN = 70000;
const EXPIRED_TOKEN = 70008;
const USER_DISABLED = 50057;

/** A refresh asks nobody for a password, so it never reaches an agent and is no line of the sign-in log. */
export function redeemRefreshToken(ask: Ask, { tenants, mint }: LoginContext): SignInResult {
  const redemption = mint.refreshTokens.redeem(
    required(ask.form, 'refresh_token'),
    ask.clientId,
    tenants.service.clock.now(),
  );
  if (redemption.kind === 'expired') return { code: EXPIRED_TOKEN };
  const desk = redemption.kind === 'valid' ? tenants.byId(redemption.tenantId) : undefined;
  const user = redemption.kind === 'valid' ? desk?.tenant.users.byId(redemption.userId) : undefined;
  if (desk === undefined || user === undefined) return { code: UNKNOWN_TOKEN };
  return user.enabled ? { code: 0, user, desk } : { code: USER_DISABLED };
}
