import type { SignedIn } from '../../core/record.ts';
import type { LoginContext } from '../context.ts';
import { SPA_LIFETIME_MS } from './refresh-token.ts';
import type { ClientAsk } from './ask.ts';
import type { GrantedToUser } from './granted.ts';
import { knownScope } from './known-scopes.ts';
import { readResource, type AskedScope } from './scope.ts';

/** How and when a user proved to be it. */
export interface Proof {
  readonly amr: readonly string[];
  readonly authTime: number;
}

/** What a client asks for at the token endpoint: `scope`, or version 1's `resource`. Throws ProtocolRefused. */
export function askedScope(
  { params, v1, app }: ClientAsk,
  context: LoginContext,
  otherwise = 'openid',
  tenantId?: string,
): AskedScope {
  const ground = { apps: context.apps, graph: context.graph, tenantId: tenantId ?? app.tenantId };
  const resource = params.get('resource');
  if (v1 && (resource !== undefined || params.get('scope') === undefined))
    return readResource(resource, ground);
  return knownScope(params.get('scope') ?? otherwise, ground);
}

/** Tokens for a user who has just signed in. */
export function grantToUser(
  { user, desk }: Pick<SignedIn, 'user' | 'desk'>,
  ask: ClientAsk,
  scope: AskedScope,
  proof: Proof,
  more: Pick<GrantedToUser, 'nonce' | 'wantsAuthTime' | 'refreshUntil' | 'grantId'> = {},
): GrantedToUser {
  const { app, origin, v1, params } = ask;
  const clientInfo = params.get('client_info') === '1';
  return { app, proof: ask.proof, desk, scope, origin, v1, user, ...proof, clientInfo, ...more };
}

/** A refresh token that a page holds ends a day after the code was redeemed, however it is renewed. */
export function spaLimit(redeemedAt: number): { refreshUntil: number } {
  return { refreshUntil: redeemedAt + SPA_LIFETIME_MS };
}
