import type { LdapControl, LdapResult } from '../../ldap/message.ts';
import { Oid } from '../../ldap/oids.ts';
import type { BindRequest } from '../../ldap/requests.ts';
import { ResultCode } from '../../ldap/result-codes.ts';
import { callerOf } from '../access/rights.ts';
import { authenticate, type Authenticated } from '../logon/authenticate.ts';
import { refusalText } from '../logon/sub-code.ts';
import type { Caller, DirectoryContext } from '../topology/context.ts';
import type { ForeignResolver } from '../topology/foreign.ts';
import { BindRefusal } from './bind-refusals.ts';

/** What a bind answers, and who is bound afterwards: nobody unless it was accepted (RFC 4511 section 4.2.1). */
export interface Bound {
  readonly result: LdapResult;
  readonly caller: Caller | undefined;
}

const SUCCESS: LdapResult = { code: ResultCode.success };
/** Longest text of a caller's that goes into the history. */
const TEXT_IN_HISTORY = 256;

/** A simple bind: form, then name and password. */
export function bind(
  context: DirectoryContext,
  { version, name, credentials }: BindRequest,
  controls: readonly LdapControl[],
  foreign: ForeignResolver,
): Bound {
  const { forest, secure } = context;
  if (version !== 2 && version !== 3) return nobody(BindRefusal.version);
  if (credentials.kind === 'sasl') return nobody(BindRefusal.sasl);
  const { password } = credentials;
  if (password.length === 0) {
    const denied = forest.settings.denyUnauthenticatedBinds && name !== '';
    return nobody(denied ? BindRefusal.unauthenticated : SUCCESS);
  }
  if (forest.settings.requireSecureBinds && !secure) return nobody(BindRefusal.insecure);
  const { domain, dc, from: workstation } = context;
  const verdict = authenticate({ forest, domain, dc, name, password, workstation, foreign });
  record(context, name, verdict, requestIdOf(controls));
  if (verdict.refused !== undefined) {
    return nobody({ code: ResultCode.invalidCredentials, diagnosticMessage: refusalText(verdict.refused) });
  }
  const { account } = verdict;
  const home = { forest: verdict.forest ?? forest, domain: verdict.domain ?? domain, dc: verdict.dc ?? dc };
  const caller = account === undefined ? undefined : callerOf(home.forest, home.domain, home.dc, account);
  return { result: SUCCESS, caller };
}

function nobody(result: LdapResult): Bound {
  return { result, caller: undefined };
}

function record(
  { history, dc, from }: DirectoryContext,
  name: string,
  { account, refused, locked, unlocked, ...more }: Authenticated,
  correlationId: string | undefined,
): void {
  const append = (kind: string, data: Readonly<Record<string, string>>): void =>
    history.append({ component: dc, kind, correlationId, data });
  const judge = more.dc === undefined || more.dc === dc ? {} : { judgedBy: more.dc };
  const named = {
    name: name.slice(0, TEXT_IN_HISTORY),
    from,
    ...(account && { account: account.sam }),
    ...judge,
  };
  const previous = more.previousPassword === true ? { password: 'previous' } : {};
  if (refused === undefined) append('bind.accepted', { ...named, ...previous });
  else append('bind.refused', { ...named, subCode: refused });
  if (account === undefined) return;
  const about = { account: account.sam, ...(account.upn === undefined ? {} : { upn: account.upn }) };
  if (locked === true) append('account.locked', { ...about, from });
  if (unlocked === true) append('account.unlocked', { ...about, by: 'sign-in' });
}

function requestIdOf(controls: readonly LdapControl[]): string | undefined {
  const value = controls.find(({ oid }) => oid === Oid.requestId)?.value;
  return value === undefined || value.length === 0 || value.length > 128 ? undefined : value.toString('utf8');
}
