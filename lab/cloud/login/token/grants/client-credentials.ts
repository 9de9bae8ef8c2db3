import { isShared } from '../../../core/tenants.ts';
import type { LoginContext } from '../../context.ts';
import { ProtocolRefused } from '../../refusal.ts';
import type { ClientAsk } from '../ask.ts';
import { requireProof } from '../client-authentication.ts';
import type { Granted } from '../granted.ts';
import { askedScope } from '../user-grant.ts';

const SHARED_AUTHORITY = 9001023;
const NO_SUCH_TENANT = 90002;
const NOT_DEFAULT = 70011;

/** An application for itself (RFC 6749 section 4.4): what it may do was granted beforehand, so only `.default` is asked. */
export function byClientCredentials(ask: ClientAsk, context: LoginContext): Granted {
  const { app, proof, origin, v1, authority, params } = ask;
  if (isShared(authority)) throw new ProtocolRefused(SHARED_AUTHORITY);
  const desk = context.tenants.byAuthority(authority);
  if (desk === undefined) throw new ProtocolRefused(NO_SUCH_TENANT);
  requireProof(ask);
  if (!v1) params.required('scope');
  const scope = askedScope(ask, context, '', desk.tenant.id);
  if (!scope.isDefault) {
    const text = `The provided value for the input parameter 'scope' is not valid. The scope must be a resource's identifier followed by '/.default'.`;
    throw new ProtocolRefused(NOT_DEFAULT, { text });
  }
  context.tenants.service.history.append({
    component: 'cloud',
    kind: 'app.signedIn',
    correlationId: ask.correlationId,
    data: { app: app.name, proof, resource: scope.resource.uri },
  });
  return { app, proof, desk, scope, origin, v1 };
}
