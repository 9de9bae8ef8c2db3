import { resourceNamed, type Resource } from '../../apps/resource.ts';
import type { Apps } from '../../apps/apps.ts';
import { ProtocolRefused } from '../refusal.ts';

/** What a client asks for, in `scope` or in version 1's `resource`. */
export interface AskedScope {
  /** The API that the access token is for. */
  readonly resource: Resource;
  /** As the answer says it. */
  readonly granted: string;
  /** Delegated permissions, as the token's `scp` says them. */
  readonly permissions: readonly string[];
  /** An identity token is wanted. */
  readonly openid: boolean;
  readonly email: boolean;
  /** A refresh token is wanted. */
  readonly offline: boolean;
  /** `<resource>/.default`: everything that was granted beforehand. */
  readonly isDefault: boolean;
}

export interface ScopeGround {
  readonly apps: Apps;
  readonly graph: Resource;
  /** The tenant asked, where it is known. */
  readonly tenantId?: string | undefined;
}

const INVALID = 70011;
const SEVERAL_RESOURCES = 700022;
const UNKNOWN_RESOURCE = 500011;
const UNKNOWN_PERMISSION = 650053;
const MOST = 60;
const LONGEST = 300;
/** RFC 6749 section 3.3: what a scope token may be made of. */
const TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
const IDENTITY = new Set(['openid', 'profile', 'email', 'offline_access']);
const DEFAULT = '.default';
const BASICS = ['openid', 'profile', 'email'];

/** Reads `scope`; without a resource's name a permission is Graph's. Throws ProtocolRefused. */
export function readScope(text: string, ground: ScopeGround): AskedScope {
  const tokens = [...new Set(text.split(' ').filter((token) => token !== ''))];
  const invalid = tokens.find((token) => token.length > LONGEST || !TOKEN.test(token));
  if (tokens.length > MOST || invalid !== undefined)
    throw new ProtocolRefused(INVALID, { text: 'The provided value for the scope is not valid.' });
  const asked = tokens.filter((token) => !IDENTITY.has(token)).map((token) => permissionIn(token, ground));
  const [first] = asked;
  const resource = first?.resource ?? ground.graph;
  if (asked.some((one) => one.resource.appId !== resource.appId))
    throw new ProtocolRefused(SEVERAL_RESOURCES);
  const names = asked.map((one) => one.permission);
  const isDefault = names.includes(DEFAULT);
  if (isDefault && names.length > 1)
    throw new ProtocolRefused(INVALID, {
      text: `The scope ${DEFAULT} cannot be combined with other permissions of the resource.`,
    });
  return {
    resource,
    granted: tokens.filter((token) => token !== 'offline_access').join(' '),
    permissions: isDefault || names.length === 0 ? granted(resource) : names,
    openid: tokens.includes('openid'),
    email: tokens.includes('email'),
    offline: tokens.includes('offline_access'),
    isDefault,
  };
}

/** Version 1 names the resource; its answers always bring an identity token and a refresh token. */
export function readResource(name: string | undefined, ground: ScopeGround): AskedScope {
  const resource = name === undefined ? ground.graph : found(name, ground);
  const permissions = granted(resource);
  const common = { openid: true, email: true, offline: true, isDefault: true };
  return { resource, granted: permissions.join(' '), permissions, ...common };
}

function permissionIn(token: string, ground: ScopeGround): { resource: Resource; permission: string } {
  const slash = token.lastIndexOf('/');
  if (slash < 0) return { resource: ground.graph, permission: token };
  const resource = found(token.slice(0, slash), ground);
  const permission = token.slice(slash + 1);
  const known =
    resource.app === undefined || permission === DEFAULT || resource.app.scopes.includes(permission);
  if (known && permission !== '') return { resource, permission };
  const text = `The application asked for scope '${permission}' that does not exist on the resource '${resource.appId}'.`;
  throw new ProtocolRefused(UNKNOWN_PERMISSION, { text });
}

function found(name: string, { graph, apps, tenantId }: ScopeGround): Resource {
  const resource = resourceNamed(name, graph, apps, tenantId);
  if (resource !== undefined) return resource;
  const text = `The resource principal named ${name.slice(0, LONGEST)} was not found in the tenant.`;
  throw new ProtocolRefused(UNKNOWN_RESOURCE, { text });
}

/** What a user's token carries when nothing is named: what an administrator consented to. */
function granted({ app }: Resource): readonly string[] {
  if (app === undefined) return [...BASICS, 'User.Read'];
  return app.scopes.length > 0 ? app.scopes : ['user_impersonation'];
}
