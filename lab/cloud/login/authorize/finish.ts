import { askToConfirmDevice } from '../device/confirm-page.ts';
import { showSignedIn } from '../pages/end-pages.ts';
import { askToStay } from '../pages/stay-signed-in-page.ts';
import type { SignedIn } from '../../core/record.ts';
import { beginSession, isKept } from '../sessions/session-cookies.ts';
import type { LiveAccount } from '../sessions/sessions.ts';
import type { Visit } from '../web/visit.ts';
import type { Flow } from './flow.ts';
import { issue } from './issue.ts';

/** What a sign-in page's user chose about the session. */
export interface Stay {
  /** The page was told already: yes, or not to ask. */
  readonly keep: boolean;
}

/** A user has proved to be it: the session begins, and unless it is settled the user is asked whether to stay. */
export function signedIn(
  flow: Flow,
  { user, desk, since }: Omit<SignedIn, 'code'>,
  amr: readonly string[],
  stay: Stay,
  visit: Visit,
) {
  const authTime = since;
  const account = { tenantId: desk.tenant.id, userId: user.id, authTime, amr };
  const kept = isKept(visit);
  beginSession(visit, account, stay.keep);
  const live = { ...account, user, desk };
  const asks = visit.context.settings.askToStaySignedIn && !kept && !stay.keep;
  if (!asks) return finish(flow, live, visit);
  const next = { ...flow, signedIn: { ...account, amr: [...amr] } };
  return askToStay(next, visit, user.upn);
}

/** Gives whoever the sign-in was for what it asked. */
export function finish(flow: Flow, account: LiveAccount, visit: Visit) {
  const { request } = flow;
  switch (request.kind) {
    case 'authorize':
      return issue(request, account, visit);
    case 'device':
      return askToConfirmDevice(flow, account, visit);
    case 'plain':
      return showSignedIn(visit, account.user.displayName);
  }
}
