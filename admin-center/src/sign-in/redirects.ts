import type { Settings } from '../settings.ts';
import { RETURN_PATH, redirectUri, scopeFor } from './addresses.ts';
import { readIdToken } from './id-token.ts';
import { challengeOf } from './pkce.ts';
import { Session } from './session.ts';
import { askForTokens, SignInFailed } from './token-endpoint.ts';
import { recall, remember } from './under-way.ts';

/** Leaves for the sign-in page: authorization code with PKCE (RFC 7636), answered in the fragment. */
export async function leaveToSignIn(
  settings: Settings,
  wanted: string,
  prompt?: 'select_account',
): Promise<void> {
  const { state, nonce, verifier } = remember(wanted);
  const url = new URL(`${settings.authority}/oauth2/v2.0/authorize`);
  const query = {
    client_id: settings.clientId,
    response_type: 'code',
    response_mode: 'fragment',
    redirect_uri: redirectUri(),
    scope: scopeFor(settings),
    state,
    nonce,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
    ...(prompt !== undefined && { prompt }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  location.assign(url.href);
}

/** What brought the browser here. */
export type Arrival =
  | { readonly kind: 'anew' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'answered'; readonly session: Session; readonly wanted: string };

/** Takes the answer of the sign-in page, if this is one. Throws SignInFailed. */
export async function arrive(settings: Settings): Promise<Arrival> {
  if (location.pathname !== RETURN_PATH) return { kind: 'anew' };
  const answer = new URLSearchParams(location.hash.slice(1));
  // The code is good once, and nothing of it shall stay in the history.
  history.replaceState(null, '', RETURN_PATH);
  const [code, error] = [answer.get('code'), answer.get('error')];
  if (code === null && error === null) return { kind: 'signedOut' };
  const underWay = recall(answer.get('state'));
  if (underWay === undefined) throw new SignInFailed('This answer belongs to no sign-in of this window.');
  if (code === null) throw new SignInFailed(answer.get('error_description') ?? error ?? 'Signing in failed.');
  const { verifier, nonce, wanted } = underWay;
  const grant = {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri(),
    scope: scopeFor(settings),
  };
  const tokens = await askForTokens(grant, settings);
  const account = readIdToken(tokens.idToken, { clientId: settings.clientId, nonce });
  return { kind: 'answered', session: new Session(account, tokens, settings), wanted };
}
