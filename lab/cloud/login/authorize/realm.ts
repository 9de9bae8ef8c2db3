import type { SignInDesk } from '../../core/desk.ts';
import { lookUp } from '../../core/find-user.ts';
import { homeRealmOf, type HomeRealm } from '../../core/home-realm.ts';
import type { LoginContext } from '../context.ts';
import type { FlowRequest } from './flow.ts';

/** Home realm discovery for a name that a user typed or that came as a hint; before that, for an empty one. */
export function realmOf(upn: string, request: FlowRequest | undefined, context: LoginContext): HomeRealm {
  const domainHint = request?.kind === 'authorize' ? request.domainHint : undefined;
  const desk = deskOf(upn, request, domainHint, context);
  if (desk === undefined) return { kind: 'unknown' };
  return homeRealmOf({ upn, app: 'browser', clientId: request?.clientId, domainHint }, desk);
}

/** Whether anybody may sign in under that name; the page tells a wrong one before it asks for a password. */
export function isUser(upn: string, request: FlowRequest | undefined, context: LoginContext): boolean {
  const desk = deskOf(upn, request, undefined, context);
  return desk !== undefined && lookUp(upn, desk.tenant, context.mint.clock.now()) !== undefined;
}

/** The tenant that is meant: the authority's, the name's, the hint's, or the application's own. */
function deskOf(
  upn: string,
  request: FlowRequest | undefined,
  domainHint: string | undefined,
  { tenants, apps }: LoginContext,
): SignInDesk | undefined {
  const named = request === undefined ? undefined : tenants.byAuthority(request.authority);
  if (named !== undefined) return named;
  if (upn !== '') return tenants.ofUpn(upn);
  const hinted = domainHint === undefined ? undefined : tenants.byAuthority(domainHint);
  return hinted ?? tenants.byId(apps.byId(request?.clientId ?? '')?.tenantId ?? '');
}
