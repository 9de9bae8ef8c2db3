import { hash } from 'node:crypto';
import type { Resource } from '../../apps/resource.ts';
import type { CloudUser } from '../../core/user.ts';
import { issuerOf, issuerV1Of } from '../names.ts';
import { Recurring } from '../../web/recurring.ts';
import type { ClientProof, Granted, GrantedToUser } from './granted.ts';
import type { TokenMint } from './mint.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Documented: ID token claims reference. */
export function idClaims(granted: GrantedToUser, mint: TokenMint): Claims {
  const { user, app, nonce, v1, wantsAuthTime = false, authTime, amr, scope, desk } = granted;
  const named = v1 ? { upn: user.upn, unique_name: user.upn, amr } : { preferred_username: user.upn };
  return {
    ...common(granted, v1 ? 1 : 2, mint),
    aud: app.appId,
    sub: pairwiseSubject(user, app.appId),
    oid: user.id,
    name: user.displayName,
    ...named,
    ...(scope.email && user.mail !== undefined && { email: user.mail }),
    rh: handleOf(desk.tenant.id, app.appId),
    ...(nonce !== undefined && { nonce }),
    ...(wantsAuthTime && { auth_time: Math.floor(authTime / 1_000) }),
  };
}

/** Documented: access token claims reference. The API decides over the version, never the endpoint. */
export function accessClaims(granted: GrantedToUser, mint: TokenMint): Claims {
  const { user, app, proof, scope, amr, desk } = granted;
  const { resource } = scope;
  const whose = {
    aud: audienceOf(resource),
    sub: pairwiseSubject(user, resource.appId),
    oid: user.id,
    name: user.displayName,
    scp: [...new Set([...scope.permissions, ...(resource.app === undefined ? app.grantedScopes : [])])].join(
      ' ',
    ),
    rh: handleOf(desk.tenant.id, resource.appId),
  };
  const base = common(granted, resource.version, mint);
  if (resource.version === 2)
    return { ...base, ...whose, azp: app.appId, azpacr: proved(proof), preferred_username: user.upn };
  return {
    ...base,
    ...whose,
    acr: '1',
    amr,
    app_displayname: app.name,
    appid: app.appId,
    appidacr: proved(proof),
    idtyp: 'user',
    unique_name: user.upn,
    upn: user.upn,
    wids: user.roles,
  };
}

/** A token of an application that acts for itself (documented: client credentials flow, "roles"). */
export function appClaims(granted: Granted, mint: TokenMint): Claims {
  const { app, proof, scope, desk } = granted;
  const { resource } = scope;
  const oid = principalOf(app.appId, desk.tenant.id);
  const whose = { aud: audienceOf(resource), sub: oid, oid, rh: handleOf(desk.tenant.id, resource.appId) };
  const roles = app.grantedRoles.length > 0 ? { roles: app.grantedRoles } : {};
  const base = common(granted, resource.version, mint);
  if (resource.version === 2) return { ...base, ...whose, ...roles, azp: app.appId, azpacr: proved(proof) };
  const self = { appid: app.appId, appidacr: proved(proof), app_displayname: app.name, idtyp: 'app' };
  return { ...base, ...whose, ...roles, ...self, idp: issuerV1Of(desk.tenant.id) };
}

function common({ origin, desk }: Granted, version: 1 | 2, mint: TokenMint): Claims {
  const tid = desk.tenant.id;
  const now = Math.floor(mint.clock.now() / 1_000);
  return {
    iss: version === 2 ? issuerOf(origin, tid) : issuerV1Of(tid),
    tid,
    iat: now,
    nbf: now,
    exp: now + Math.floor(mint.lifetimeMs / 1_000),
    uti: mint.newId(),
    ver: `${version}.0`,
  };
}

/** Version 2 names the API by its id, version 1 by the name that was asked (documented: `aud`). */
function audienceOf({ version, appId, uri }: Resource): string {
  return version === 2 ? appId : uri;
}

function proved(proof: ClientProof): '0' | '1' | '2' {
  return proof === 'certificate' ? '2' : proof === 'secret' ? '1' : '0';
}

/** `sub` differs from application to application (documented: ID token claims). */
export function pairwiseSubject(user: CloudUser, appId: string): string {
  return hash('sha256', `${user.id} ${appId}`, 'base64url');
}

/** The object id of an application's service principal in a tenant. */
function principalOf(appId: string, tenantId: string): string {
  return principals.of(`service principal ${appId} ${tenantId}`);
}

const principals = new Recurring(1_000, (text) => {
  const hex = hash('sha256', text, 'hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
});

const handles = new Recurring(1_000, (text) => `1.${hash('sha256', text, 'base64url').slice(0, 22)}.`);

/** Opaque to clients. */
function handleOf(tenantId: string, appId: string): string {
  return handles.of(`${tenantId} ${appId}`);
}
