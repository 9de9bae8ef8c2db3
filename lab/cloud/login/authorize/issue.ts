import { createHash } from 'node:crypto';
import type { LiveAccount } from '../sessions/sessions.ts';
import type { GrantedToUser } from '../token/granted.ts';
import { mintIdToken } from '../token/mint.ts';
import { readScope } from '../token/scope.ts';
import { nowOf, type Visit } from '../web/visit.ts';
import { findApp } from '../token/find-app.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import { respond } from './respond.ts';

/** Gives the application what it asked for: a code, an ID token, both, or only its user back. */
export async function issue(request: AuthorizeRequest, account: LiveAccount, visit: Visit) {
  const code = request.wantsCode ? codeFor(request, account, visit) : undefined;
  const idToken = request.wantsIdToken ? await idTokenFor(request, account, code, visit) : undefined;
  const { user, desk } = account;
  const info = JSON.stringify({ uid: user.id, utid: desk.tenant.id });
  visit.context.tenants.service.history.append({
    component: 'cloud',
    kind: 'authorization.granted',
    correlationId: visit.correlationId,
    data: { upn: user.upn, clientId: request.clientId },
  });
  const fields = {
    code,
    id_token: idToken,
    client_info: request.clientInfo ? Buffer.from(info).toString('base64url') : undefined,
    session_state: code === undefined && idToken === undefined ? undefined : visit.context.chance.uuid(),
  };
  return respond(request, fields, visit);
}

function codeFor(request: AuthorizeRequest, account: LiveAccount, visit: Visit): string {
  const {
    clientId: appId,
    redirectUri,
    platform,
    scope,
    nonce,
    challenge,
    challengeMethod,
    maxAge,
  } = request;
  const { tenantId, userId, amr, authTime } = account;
  const wantsAuthTime = maxAge !== undefined;
  const facts = { tenantId, userId, appId, redirectUri, platform, scope, nonce, challenge, challengeMethod };
  return visit.context.codes.issue({ ...facts, amr: [...amr], authTime, wantsAuthTime }, nowOf(visit));
}

/** Beside a code the ID token vouches for it (OpenID Connect Core 1.0 section 3.3.2.11). */
function idTokenFor(request: AuthorizeRequest, account: LiveAccount, code: string | undefined, visit: Visit) {
  const { context } = visit;
  const { authority, clientId, origin, v1, nonce, maxAge, clientInfo } = request;
  const granted: GrantedToUser = {
    app: findApp(clientId, authority, context),
    proof: 'none',
    desk: account.desk,
    user: account.user,
    scope: readScope(request.scope, context),
    ...{ origin, v1, nonce, clientInfo },
    wantsAuthTime: maxAge !== undefined,
    amr: account.amr,
    authTime: account.authTime,
  };
  return mintIdToken(granted, context.mint, code === undefined ? {} : { c_hash: halfHash(code) });
}

function halfHash(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
