import { clearCookie, cookieOf, setCookie } from '../web/cookies.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import { liveAccounts, type LiveAccount, type SessionAccount } from './sessions.ts';

/** Names as browsers of the real service show them; what they hold is opaque. */
const SESSION = 'ESTSAUTH';
const KEPT = 'ESTSAUTHPERSISTENT';

/** The accounts that are signed in with this browser; looking at them is using the session. */
export function accountsOf(visit: Visit): readonly LiveAccount[] {
  const { sessions, tenants } = visit.context;
  const secret = secretOf(visit);
  return secret === undefined ? [] : liveAccounts(sessions.use(secret, nowOf(visit)), tenants);
}

/** Signs an account in with this browser; the answer sets the cookies. */
export function beginSession(visit: Visit, account: SessionAccount, keep: boolean): void {
  const { sessions } = visit.context;
  const secret = sessions.signIn(secretOf(visit), account, keep, nowOf(visit));
  setCookies(visit, secret);
}

/** "Yes" to "Stay signed in?". */
export function keepSession(visit: Visit): void {
  const secret = secretOf(visit);
  if (secret === undefined) return;
  visit.context.sessions.keep(secret, nowOf(visit));
  setCookies(visit, secret);
}

export function endSession(visit: Visit): void {
  const secret = secretOf(visit);
  if (secret !== undefined) visit.context.sessions.end(secret);
  clearCookie(visit.reply, SESSION);
  clearCookie(visit.reply, KEPT);
}

/** Whether the browser was asked to keep the session. */
export function isKept(visit: Visit): boolean {
  return visit.context.sessions.find(secretOf(visit), nowOf(visit))?.kept ?? false;
}

function setCookies(visit: Visit, secret: string): void {
  setCookie(visit.reply, SESSION, secret);
  const { sessions, settings } = visit.context;
  if (sessions.find(secret, nowOf(visit))?.kept === true)
    setCookie(visit.reply, KEPT, secret, Math.floor(settings.keptSessionLifetime / 1_000));
}

function secretOf({ request }: Visit): string | undefined {
  return cookieOf(request, SESSION) ?? cookieOf(request, KEPT);
}
