import { goToProvider } from '../federation/redirect.ts';
import { pickAccount } from '../pages/pick-account-page.ts';
import { askName, askPassword } from '../pages/sign-in-page.ts';
import { NAME_NOT_FOUND } from '../pages/sign-in-texts.ts';
import { ProtocolRefused } from '../refusal.ts';
import { accountsOf } from '../sessions/session-cookies.ts';
import type { LiveAccount } from '../sessions/sessions.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { choose } from './choose.ts';
import { beginFlow, type Flow } from './flow.ts';
import { proceed } from './proceed.ts';
import { isUser, realmOf } from './realm.ts';

const USER_NOT_FOUND = 50034;

/** A request that is in order: the session answers it, or the pages begin. Throws ProtocolRefused. */
export function begin(request: AuthorizeRequest, visit: Visit) {
  const choice = choose(request, accountsFor(request.authority, visit), nowOf(visit));
  switch (choice.kind) {
    case 'issue':
      return proceed(beginFlow(request, visit), choice.account, visit);
    case 'refuse':
      throw new ProtocolRefused(choice.aadsts);
    case 'pick':
      return pickAccount(beginFlow(request, visit), visit, choice.accounts);
    case 'signIn':
      return askToSignIn(beginFlow(request, visit), visit, request.loginHint);
  }
}

/** Accounts of the session that the authority can mean. */
export function accountsFor(authority: string, visit: Visit): readonly LiveAccount[] {
  const asked = visit.context.tenants.byAuthority(authority);
  return accountsOf(visit).filter(({ tenantId }) => asked === undefined || asked.tenant.id === tenantId);
}

/** The page for the name; with a name, where it belongs: the page for its password, or its provider. */
export function askToSignIn(flow: Flow, visit: Visit, name: string | undefined) {
  if (name !== undefined) return askFor(name, flow, visit);
  const realm = realmOf('', flow.request, visit.context);
  return realm.kind === 'federated' ? goToProvider(realm, undefined, flow, visit) : askName(flow, visit);
}

/** A name is known: its provider, the page for its password, or what is wrong with it. */
export function askFor(name: string, flow: Flow, visit: Visit) {
  const realm = realmOf(name, flow.request, visit.context);
  if (realm.kind === 'federated') return goToProvider(realm, name, flow, visit);
  if (isUser(name, flow.request, visit.context)) return askPassword(flow, visit, name);
  return askName(flow, visit, name, { field: 'name', code: USER_NOT_FOUND, text: NAME_NOT_FOUND });
}
