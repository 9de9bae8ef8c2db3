import { signInWithPassword } from '../../../core/sign-in.ts';
import { attemptOf } from '../../attempt.ts';
import type { LoginContext } from '../../context.ts';
import { SignInFailed } from '../../sign-in-failed.ts';
import type { ClientAsk } from '../ask.ts';
import { requirePublicOrProof } from '../client-authentication.ts';
import type { GrantedToUser } from '../granted.ts';
import { askedScope, grantToUser } from '../user-grant.ts';

/** A user's name and password (RFC 6749 section 4.3; documented: resource owner password credentials). */
export async function byPassword(ask: ClientAsk, context: LoginContext): Promise<GrantedToUser> {
  requirePublicOrProof(ask);
  const upn = ask.params.required('username').trim();
  const password = ask.params.present('password');
  const scope = askedScope(ask, context);
  const { appId: clientId } = ask.app;
  const facts = { ...ask, upn, client: 'oauth', clientId, resourceId: scope.resource.appId } as const;
  const result = await signInWithPassword({ ...attemptOf(facts), password }, context.tenants);
  if (result.user === undefined) throw new SignInFailed(result);
  const proof = { amr: ['pwd'], authTime: result.since };
  return grantToUser(result, ask, scope, proof, { nonce: ask.params.get('nonce') });
}
