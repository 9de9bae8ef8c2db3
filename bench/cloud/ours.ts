import { cloudConfig, startCloud } from '../../lab/cloud/index.ts';
import { groundFor, portOf } from './ground.ts';
import { forms, readOrder, serve } from './serve.ts';
import { CLIENT_ID, CLIENT_SECRET, PASSWORD, RESOURCE, type Order, type Ready } from './served.ts';

const SCOPE = 'openid profile offline_access User.Read';

/** Serves a cloud with cloud-only users until standard input closes. */
export async function raiseCloud(): Promise<void> {
  const order = readOrder();
  const context = await groundFor(order);
  const cloud = await startCloud(cloudConfig.parse(configOf(order)), context);
  serve(readyOf(order, await portOf(cloud, context.links, 'login.microsoftonline.com')));
}

/** `t1` is the lab's own tenant, the others are beside it. */
function configOf({ tenants, users }: Order) {
  const [own, ...moreTenants] = Array.from({ length: tenants }, (_, index) => tenantOf(index, users));
  return { ...own, moreTenants };
}

function tenantOf(index: number, users: number) {
  return {
    tenant: nameOf(index),
    domains: [],
    cloudOnlyUsers: namesOf(index, users).map((upn) => ({ upn, password: PASSWORD })),
    apps: [{ name: 'bench', appId: appIdOf(index), secrets: [{ value: CLIENT_SECRET }] }],
  };
}

function readyOf({ tenants, users }: Order, port: number): Ready {
  const each = Array.from({ length: tenants }, (_, index) => index);
  const path = (index: number): string => `/${nameOf(index)}.onmicrosoft.com/oauth2/v2.0/token`;
  const client = (index: number) => ({ client_id: appIdOf(index), client_secret: CLIENT_SECRET });
  const of = (index: number, common: Record<string, string>) =>
    forms(namesOf(index, users), path(index), { ...client(index), ...common });
  return {
    ...{ version: 'this checkout', port },
    keys: each.map((index) => `/${nameOf(index)}.onmicrosoft.com/discovery/v2.0/keys`),
    password: inTurns(each.map((at) => of(at, { grant_type: 'password', password: PASSWORD, scope: SCOPE }))),
    clientCredentials: each.map((index) => {
      const form = { ...client(index), grant_type: 'client_credentials', scope: `${RESOURCE}/.default` };
      return { path: path(index), body: new URLSearchParams(form).toString() };
    }),
    refresh: inTurns(each.map((at) => of(at, { grant_type: 'refresh_token', scope: SCOPE }))),
  };
}

/** The first of every list, then the second of every list. */
function inTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [first = []] = lists;
  return first.flatMap((_, at) => lists.flatMap((list) => list.slice(at, at + 1)));
}

function namesOf(index: number, users: number): readonly string[] {
  return Array.from({ length: users }, (_, nth) => `bench${nth}@${nameOf(index)}.onmicrosoft.com`);
}

function nameOf(index: number): string {
  return `t${index + 1}`;
}

function appIdOf(index: number): string {
  return `${CLIENT_ID.slice(0, -2)}${String(index).padStart(2, '0')}`;
}
