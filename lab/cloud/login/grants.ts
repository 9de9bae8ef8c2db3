import { signInWithAssertion } from '../assertions/redeem.ts';
import type { SignInResult } from '../core/record.ts';
import { signInWithPassword } from '../core/sign-in.ts';
import type { LoginContext } from './context.ts';
import { required } from './parameters.ts';
import { redeemRefreshToken } from './refresh-grant.ts';

/** A request at the token endpoint, before anybody judged it. */
export interface Ask {
  readonly form: URLSearchParams;
  readonly clientId: string;
  readonly grant: string;
  readonly authority: string;
  readonly correlationId: string;
}

type Judge = (ask: Ask, context: LoginContext) => Promise<SignInResult> | SignInResult;

/** Who judges a request, by its grant (RFC 6749 sections 4.3 and 6; SAML 1.1 bearer as MSAL sends it). */
export const grants: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['password', byPassword],
  ['urn:ietf:params:oauth:grant-type:saml1_1-bearer', byAssertion],
  ['refresh_token', redeemRefreshToken],
]);

function byPassword(ask: Ask, { tenants }: LoginContext): Promise<SignInResult> {
  const upn = required(ask.form, 'username').trim();
  const password = required(ask.form, 'password');
  const { correlationId, authority, grant } = ask;
  return signInWithPassword({ correlationId, upn, password, client: 'oauth', grant, authority }, tenants);
}

/** The assertion comes as base64url, padded or not. */
function byAssertion(ask: Ask, { tenants, replay }: LoginContext): SignInResult {
  const xml = Buffer.from(required(ask.form, 'assertion'), 'base64url').toString('utf8');
  const { correlationId, authority, grant } = ask;
  return signInWithAssertion(
    { correlationId, upn: '', client: 'oauth', grant, authority },
    xml,
    tenants,
    replay,
  );
}
