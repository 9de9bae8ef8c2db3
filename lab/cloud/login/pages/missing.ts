import type { NotSignedIn } from '../../core/record.ts';
import type { Flow } from '../authorize/flow.ts';
import { goToProvider } from '../federation/redirect.ts';
import { realmOf } from '../authorize/realm.ts';
import { detailOf } from '../sign-in-detail.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import { showError } from './end-pages.ts';
import { askNewPassword } from './new-password-page.ts';
import { askCode } from './second-factor-page.ts';

/** A user has proved something, and something else is missing: the page that asks for it, or says that it is. */
export function showMissing(
  flow: Flow,
  result: NotSignedIn,
  name: string,
  amr: readonly string[],
  visit: Visit,
) {
  const { code, proven, next } = result;
  if (proven === undefined) return showError(visit, code, detailOf(result));
  const { user, desk, since } = proven;
  const account = { tenantId: desk.tenant.id, userId: user.id, authTime: since, amr: [...amr] };
  const further = { ...flow, signedIn: account };
  switch (next) {
    case 'secondFactor':
      visit.context.mfa.ask(user.id, nowOf(visit));
      noteAsked(user.upn, visit);
      return askCode({ ...further, awaits: 'secondFactor' }, visit, user.upn);
    case 'changePassword':
      return askNewPassword({ ...further, awaits: 'newPassword' }, visit, user.upn);
    case 'providersSecondFactor': {
      const realm = realmOf(name, flow.request, visit.context);
      // A provider that was asked and has not done it would be asked for ever.
      return realm.kind === 'federated' && flow.awaits !== 'provider'
        ? goToProvider(realm, name, { ...further, awaits: 'provider' }, visit, true)
        : showError(visit, code, detailOf(result));
    }
    case 'enrolSecondFactor':
    case 'registerForReset':
    case undefined:
      return showError(visit, code, detailOf(result));
  }
}

function noteAsked(upn: string, { context, correlationId }: Visit): void {
  const entry = { component: 'cloud', kind: 'secondFactor.asked', correlationId, data: { upn } };
  context.tenants.service.history.append(entry);
}

/** Whether a page can ask for what is missing. */
export function missingOnPage({ proven, next }: NotSignedIn): boolean {
  return proven !== undefined && next !== undefined;
}
