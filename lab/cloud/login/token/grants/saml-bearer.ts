import { signInWithAssertion } from '../../../assertions/redeem.ts';
import { attemptOf } from '../../attempt.ts';
import type { LoginContext } from '../../context.ts';
import { SignInFailed } from '../../sign-in-failed.ts';
import type { ClientAsk } from '../ask.ts';
import { requirePublicOrProof } from '../client-authentication.ts';
import type { GrantedToUser } from '../granted.ts';
import { askedScope, grantToUser } from '../user-grant.ts';

/** A SAML assertion of a federated provider, in base64url, padded or not (RFC 7522; version 1.1 as MSAL sends it). */
export function bySamlBearer(ask: ClientAsk, context: LoginContext): GrantedToUser {
  requirePublicOrProof(ask);
  const xml = Buffer.from(ask.params.required('assertion'), 'base64url').toString('utf8');
  const scope = askedScope(ask, context);
  const { appId: clientId } = ask.app;
  const facts = { ...ask, upn: '', client: 'oauth', clientId, resourceId: scope.resource.appId } as const;
  const attempt = attemptOf(facts);
  const result = signInWithAssertion(attempt, xml, context);
  if (result.user === undefined) throw new SignInFailed(result);
  const proof = { amr: result.secondFactor ? ['fed', 'mfa'] : ['fed'], authTime: context.mint.clock.now() };
  return grantToUser(result, ask, scope, proof, { nonce: ask.params.get('nonce') });
}
