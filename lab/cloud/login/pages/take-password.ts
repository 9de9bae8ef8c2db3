import { signInWithPassword } from '../../core/sign-in.ts';
import { attemptOf, type AttemptFacts } from '../attempt.ts';
import type { Flow } from '../authorize/flow.ts';
import { realmOf } from '../authorize/realm.ts';
import { signedIn } from '../authorize/finish.ts';
import { goToProvider } from '../federation/redirect.ts';
import { readScope } from '../token/scope.ts';
import type { Visit } from '../web/visit.ts';
import { missingOnPage, showMissing } from './missing.ts';
import { askPassword } from './sign-in-page.ts';
import type { Posted } from './posted.ts';
import { textOnPage } from './sign-in-texts.ts';

const STAY = '1';

/** A password was typed. Its check may take as long as an agent takes. */
export async function takePassword({ params, flow }: Posted, visit: Visit) {
  const { context } = visit;
  const upn = params.required('login').trim();
  const realm = realmOf(upn, flow.request, context);
  if (realm.kind === 'federated') return goToProvider(realm, upn, flow, visit);
  const password = params.get('passwd') ?? '';
  const attempt = { ...attemptOf(attemptFacts(flow, upn, visit)), password };
  const result = await signInWithPassword(attempt, context.tenants);
  if (result.user !== undefined)
    return signedIn(flow, result, ['pwd'], { keep: params.get('LoginOptions') === STAY }, visit);
  if (missingOnPage(result)) return showMissing(flow, result, upn, ['pwd'], visit);
  const { code } = result;
  const text = result.text ?? textOnPage(code);
  return text === undefined
    ? showMissing(flow, result, upn, ['pwd'], visit)
    : askPassword(flow, visit, upn, { field: 'password', code, text });
}

/** What the sign-in page knows of an attempt. */
export function attemptFacts({ request }: Flow, upn: string, visit: Visit): AttemptFacts {
  const { context, correlationId } = visit;
  const authorize = request.kind === 'authorize' ? request : undefined;
  return {
    ...({ correlationId, upn, client: 'browser', grant: 'page' } as const),
    authority: request.authority,
    location: context.locationOf(visit.request),
    clientId: request.clientId,
    resourceId: authorize && readScope(authorize.scope, context).resource.appId,
    domainHint: authorize?.domainHint,
  };
}
