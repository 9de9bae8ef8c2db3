import { missingAccess } from '../../core/access/judge-access.ts';
import type { WhoIs } from '../../core/record.ts';
import type { CloudUser } from '../../core/user.ts';
import type { LoginContext } from '../context.ts';
import { ProtocolRefused } from '../refusal.ts';
import { validFrom } from '../sessions/sessions.ts';
import { detailOf } from '../sign-in-detail.ts';
import type { Granted } from './granted.ts';
import type { AskedScope } from './scope.ts';
import type { Proof } from './user-grant.ts';

const NOT_VALID = 70000;
const DISABLED = 50057;
const REVOKED = 50173;

/** The user of a grant that was given earlier, if it is still there and the grant not revoked. Throws ProtocolRefused. */
export function livingUser(
  { tenantId, userId }: { readonly tenantId: string; readonly userId: string },
  grantedAt: number,
  { tenants }: LoginContext,
): WhoIs {
  const desk = tenants.byId(tenantId);
  const user = desk?.tenant.users.byId(userId);
  if (desk === undefined || user?.deletedAt !== undefined || user === undefined)
    throw new ProtocolRefused(NOT_VALID);
  if (!user.enabled) throw new ProtocolRefused(DISABLED);
  if (grantedAt < validFrom(user))
    throw new ProtocolRefused(REVOKED, { text: revokedText(grantedAt, user), suberror: 'bad_token' });
  return { user, desk };
}

/** What policies want of whoever uses a grant that was given earlier. Throws ProtocolRefused. */
export function refuseMissingAccess(
  { user, desk }: WhoIs,
  { app, proof }: Pick<Granted, 'app'> & { readonly proof: Proof },
  scope: AskedScope,
): void {
  const facts = {
    app: 'modern',
    client: 'oauth',
    clientId: app.appId,
    resourceId: scope.resource.appId,
    secondFactor: proof.amr.includes('mfa'),
    secondFactorAt: proof.authTime,
  } as const;
  const missing = missingAccess(user, facts, desk);
  if (missing !== undefined) throw new ProtocolRefused(missing.aadsts, detailOf(missing.detail));
}

function revokedText(grantedAt: number, user: CloudUser): string {
  const [issued, valid] = [grantedAt, validFrom(user)].map((at) => new Date(at).toISOString());
  return `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '${valid}'.`;
}
