import { z } from 'zod';
import type { GrantedToUser } from './granted.ts';
import type { TokenMint } from './mint.ts';

/** Documented: 90 days without use; 24 hours in all for a single-page application's. */
const LIFETIME_MS = 90 * 86_400_000;
export const SPA_LIFETIME_MS = 86_400_000;

const PURPOSE = 'refresh token';

const shape = z.object({
  tenantId: z.string(),
  userId: z.string(),
  appId: z.string(),
  issuedAt: z.number(),
  authTime: z.number(),
  amr: z.array(z.string()),
  /** What was asked for first; a refresh without a scope gets the same. */
  scope: z.string(),
  /** When a single-page application's ends; no renewal moves it. */
  fixedUntil: z.number().optional(),
  /** The client showed no secret for it: it came to a platform that can keep none. */
  native: z.literal(true).optional(),
  /** The authorization code's, whose second redemption ends the token. */
  grantId: z.string().optional(),
});

/** What a refresh token says, to nobody but the service itself. */
export type RefreshToken = z.output<typeof shape>;

export function sealRefreshToken(granted: GrantedToUser, mint: TokenMint): string {
  const { user, desk, app, scope, amr, authTime, refreshUntil, grantId, proof } = granted;
  const asked = { resource: scope.resource.uri, scope: scope.granted };
  const scopeAgain = scope.isDefault
    ? `${asked.resource}/.default openid profile offline_access`
    : `${asked.scope} offline_access`;
  const token: RefreshToken = {
    tenantId: desk.tenant.id,
    userId: user.id,
    appId: app.appId,
    issuedAt: mint.clock.now(),
    authTime,
    amr: [...amr],
    scope: scopeAgain,
    ...(refreshUntil !== undefined && { fixedUntil: refreshUntil }),
    ...(grantId !== undefined && { grantId }),
    ...(proof === 'none' && { native: true as const }),
  };
  return `1.${mint.sealer.seal(PURPOSE, token)}`;
}

/** Undefined when it is none of ours. */
export function openRefreshToken(text: string, { sealer }: TokenMint): RefreshToken | undefined {
  if (!text.startsWith('1.')) return undefined;
  const opened = shape.safeParse(sealer.open(PURPOSE, text.slice(2)));
  return opened.data;
}

export type RefreshFault = 'inactive' | 'fixedLifetimeOver';

/** Why a refresh token is no longer good by its age alone. */
export function faultOfAge({ issuedAt, fixedUntil }: RefreshToken, now: number): RefreshFault | undefined {
  if (fixedUntil !== undefined) return now < fixedUntil ? undefined : 'fixedLifetimeOver';
  return now - issuedAt < LIFETIME_MS ? undefined : 'inactive';
}
