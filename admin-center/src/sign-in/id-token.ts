import { SignInFailed, textIn } from './token-endpoint.ts';

/** Who signed in, for the eye: what somebody may do is for Graph to judge. */
export interface Account {
  readonly name: string;
  readonly username: string;
  readonly tenantId: string;
}

/**
 * Reads the claims of an ID token that came straight from the token endpoint over TLS, so that its signature need not be
 * checked (OpenID Connect Core 1.0 section 3.1.3.7); audience and nonce are. Throws SignInFailed.
 */
export function readIdToken(
  token: string | undefined,
  expected: { readonly clientId: string; readonly nonce: string },
): Account {
  const claims = claimsOf(token ?? '');
  if (textIn(claims, 'aud') !== expected.clientId || textIn(claims, 'nonce') !== expected.nonce)
    throw new SignInFailed('The answer of the sign-in page belongs to another sign-in. Sign in again.');
  const username = textIn(claims, 'preferred_username') ?? '';
  return { username, name: textIn(claims, 'name') ?? username, tenantId: textIn(claims, 'tid') ?? '' };
}

function claimsOf(token: string): unknown {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
