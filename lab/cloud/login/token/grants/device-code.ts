import type { LoginContext } from '../../context.ts';
import type { DeviceRequest } from '../../device/device-book.ts';
import { ProtocolRefused } from '../../refusal.ts';
import type { ClientAsk } from '../ask.ts';
import { requirePublicOrProof } from '../client-authentication.ts';
import type { GrantedToUser } from '../granted.ts';
import { livingUser, refuseMissingAccess } from '../living-user.ts';
import { askedScope, grantToUser } from '../user-grant.ts';

const PENDING = 70016;
const EXPIRED = 70008;
const DECLINED = 65004;
const NOT_RECOGNIZED = 70018;
const REDEEMED = 54005;

/** A device's poll (RFC 8628 section 3.4); the code comes as `device_code` or `code`, the scope perhaps not again. */
export function byDeviceCode(ask: ClientAsk, context: LoginContext): GrantedToUser {
  requirePublicOrProof(ask);
  const { params, app } = ask;
  const now = context.mint.clock.now();
  const code = params.get('device_code') ?? params.get('code') ?? params.required('device_code');
  const request = context.devices.byDeviceCode(code, now);
  if (request === undefined || request.appId !== app.appId || isOfAnotherTenant(request, ask, context))
    throw new ProtocolRefused(NOT_RECOGNIZED);
  if (request.state === 'redeemed') throw new ProtocolRefused(REDEEMED);
  if (now >= request.expiresAt) {
    const text =
      "The provided value for the input parameter 'device_code' is not valid. This device code has expired.";
    throw new ProtocolRefused(EXPIRED, { error: 'expired_token', text });
  }
  const account = approvedAccount(request, now, context);
  const who = livingUser(account, account.authTime, context);
  const scope = askedScope(ask, context, request.scope, account.tenantId);
  refuseMissingAccess(who, { app, proof: account }, scope);
  request.state = 'redeemed';
  return grantToUser(who, ask, scope, { amr: account.amr, authTime: account.authTime });
}

/** A code that was asked for, or confirmed, in one tenant is unknown in every other. */
function isOfAnotherTenant(
  { authority, account }: DeviceRequest,
  ask: ClientAsk,
  { tenants }: LoginContext,
): boolean {
  const polled = tenants.byAuthority(ask.authority)?.tenant.id;
  const opened = tenants.byAuthority(authority)?.tenant.id ?? account?.tenantId;
  return polled !== undefined && opened !== undefined && polled !== opened;
}

function approvedAccount(request: DeviceRequest, now: number, { devices }: LoginContext) {
  const hasty = devices.isHasty(request, now);
  if (request.state === 'declined') throw new ProtocolRefused(DECLINED, { error: 'authorization_declined' });
  if (hasty) throw new ProtocolRefused(PENDING, { error: 'slow_down' });
  if (request.account === undefined) throw new ProtocolRefused(PENDING);
  return request.account;
}
