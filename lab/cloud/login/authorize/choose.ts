import type { LiveAccount } from '../sessions/sessions.ts';
import type { AuthorizeRequest } from './authorize-request.ts';

/** What the service does with a request, given who is signed in with the browser. */
export type Choice =
  | { readonly kind: 'issue'; readonly account: LiveAccount }
  | { readonly kind: 'pick'; readonly accounts: readonly LiveAccount[] }
  | { readonly kind: 'signIn' }
  | { readonly kind: 'refuse'; readonly aadsts: number };

const LOGIN_REQUIRED = 50058;
const SEVERAL_ACCOUNTS = 16000;

type Asked = Pick<AuthorizeRequest, 'prompt' | 'loginHint' | 'maxAge'>;

/** Documented: authorization code flow, `prompt`, `login_hint`; OpenID Connect Core 1.0 section 3.1.2.1. */
export function choose(asked: Asked, accounts: readonly LiveAccount[], now: number): Choice {
  const fitting = accounts.filter((account) => fits(account, asked, now));
  const [only, ...more] = fitting;
  switch (asked.prompt) {
    case 'none':
      if (only === undefined) return { kind: 'refuse', aadsts: LOGIN_REQUIRED };
      return more.length > 0
        ? { kind: 'refuse', aadsts: SEVERAL_ACCOUNTS }
        : { kind: 'issue', account: only };
    case 'login':
      return { kind: 'signIn' };
    case 'select_account':
      return accounts.length > 0 ? { kind: 'pick', accounts } : { kind: 'signIn' };
    case 'consent':
    case undefined:
      if (only === undefined) return { kind: 'signIn' };
      return more.length > 0 ? { kind: 'pick', accounts: fitting } : { kind: 'issue', account: only };
  }
}

function fits(account: LiveAccount, { loginHint, maxAge }: Asked, now: number): boolean {
  if (loginHint !== undefined && account.user.upn.toLowerCase() !== loginHint.toLowerCase()) return false;
  return maxAge === undefined || now - account.authTime <= maxAge * 1_000;
}
