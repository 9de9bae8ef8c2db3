import { missingAccess } from '../../core/access/judge-access.ts';
import type { SignInRefused } from '../../core/attempt.ts';
import { showMissing } from '../pages/missing.ts';
import { ProtocolRefused } from '../refusal.ts';
import type { LiveAccount } from '../sessions/sessions.ts';
import { detailOf } from '../sign-in-detail.ts';
import { readScope } from '../token/scope.ts';
import type { Visit } from '../web/visit.ts';
import { finish } from './finish.ts';
import type { Flow } from './flow.ts';

/** A session's account goes on without a password, unless a policy wants more than it has. Throws ProtocolRefused. */
export function proceed(flow: Flow, account: LiveAccount, visit: Visit) {
  const missing = missingFor(flow, account, visit);
  if (missing === undefined) return finish(flow, account, visit);
  const { aadsts: code, detail } = missing;
  if (flow.request.kind === 'authorize' && flow.request.prompt === 'none')
    throw new ProtocolRefused(code, { ...detailOf(detail), error: 'interaction_required' });
  return showMissing(
    flow,
    { code, ...detail, proven: { ...account, since: account.authTime } },
    account.user.upn,
    account.amr,
    visit,
  );
}

function missingFor(
  { request }: Flow,
  { user, desk, amr, authTime }: LiveAccount,
  { context }: Visit,
): SignInRefused | undefined {
  const facts = {
    app: 'browser',
    client: 'browser',
    clientId: request.clientId,
    resourceId: request.kind === 'authorize' ? readScope(request.scope, context).resource.appId : undefined,
    secondFactor: amr.includes('mfa'),
    secondFactorAt: authTime,
  } as const;
  return missingAccess(user, facts, desk);
}
