import type * as Graph from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { UnknownNameError } from '../../core/errors.ts';
import { resetPassword } from '../../core/password-changes/reset-password.ts';
import { ROLES } from '../../core/roles.ts';
import { kindOf, type CloudUser } from '../../core/user.ts';
import { BadRequest } from '../../web/api-errors.ts';
import { AccessDenied } from '../../web/bearer.ts';
import { correlationOf } from '../../web/correlation.ts';
import { only } from '../odata/collection.ts';
import { parseQuery, type QueryRules } from '../odata/query.ts';
import { answer, body, page, parameter, READERS, type GraphCall, type GraphService } from '../route.ts';
import { candidates } from './user-candidates.ts';

const rules: QueryRules = {
  entity: {
    name: 'user',
    properties: {
      id: 'text',
      userPrincipalName: 'text',
      displayName: 'text',
      mail: 'text',
      accountEnabled: 'boolean',
      userType: 'text',
      onPremisesImmutableId: 'text',
      onPremisesSyncEnabled: 'boolean',
      onPremisesUserPrincipalName: 'text',
      lastPasswordChangeDateTime: 'instant',
      signInSessionsValidFromDateTime: 'instant',
      'otherMails[]': 'text',
    },
  },
  options: ['$filter', '$select', '$orderby', '$top', '$skiptoken', '$count'],
  page: { usual: 100, most: 999 },
};
const ADMINISTRATORS = ['globalAdministrator', 'authenticationAdministrator'] as const;
const BY_ID = '/users/:user';

const created = z.strictObject({
  userPrincipalName: z.string().max(256),
  displayName: z.string().min(1).max(256),
  accountEnabled: z.boolean(),
  mailNickname: z.string().max(64).optional(),
  passwordProfile: z.strictObject({
    password: z.string().min(1).max(256),
    forceChangePasswordNextSignIn: z.boolean().default(true),
  }),
});
const patched = z
  .strictObject({
    accountEnabled: z.boolean(),
    displayName: z.string().min(1).max(256),
    passwordProfile: z.strictObject({
      password: z.string().min(1).max(256),
      forceChangePasswordNextSignIn: z.boolean().default(true),
    }),
  })
  .partial();
const reset = z.strictObject({ newPassword: z.string().min(1).max(256).optional() });

/** `users`, as far as an administrator of sign-ins works on them (documented: user resource; passwordMethods reset). */
export function userRoutes(graph: GraphService): void {
  answer(graph, 'GET', '/users', READERS, (call) => list(call));
  answer(graph, 'GET', BY_ID, READERS, (call) => {
    const { select } = parseQuery(queryOf(call), rules);
    return only(userShape(userOf(call)), select);
  });
  answer(graph, 'POST', '/users', ['globalAdministrator'], (call) => create(call));
  answer(graph, 'PATCH', BY_ID, ADMINISTRATORS, (call) => change(call));
  answer(graph, 'DELETE', BY_ID, ['globalAdministrator'], (call) => {
    const { tenant, clock } = call.office;
    tenant.users.delete(lesserUser(call).upn, clock.now());
    return call.reply.code(204).send();
  });
  answer(graph, 'POST', `${BY_ID}/revokeSignInSessions`, ADMINISTRATORS, (call) => {
    const { tenant, clock } = call.office;
    tenant.users.put({ ...lesserUser(call), tokensValidFrom: clock.now() });
    return { value: true };
  });
  answer(
    graph,
    'POST',
    `${BY_ID}/authentication/methods/:method/resetPassword`,
    ADMINISTRATORS,
    async (call) => {
      const given = body(call, reset).newPassword;
      const newPassword = given ?? `Pw-${call.office.newId()}`;
      await setPassword(call, lesserUser(call), newPassword, true);
      return call.reply.code(202).send(given === undefined ? { newPassword } : {});
    },
  );
}

/** Whoever can be found at once is; the others are passed one after another. */
function list(call: GraphCall) {
  const { filter } = parseQuery(queryOf(call), rules);
  const found = candidates(filter, call.office.tenant.users);
  return page(call, shapes(found ?? call.office.tenant.users.all()), rules);
}

function* shapes(users: Iterable<CloudUser>): Generator<ReturnType<typeof userShape>> {
  for (const user of users) yield userShape(user);
}

function create(call: GraphCall) {
  const given = body(call, created);
  const { directory, tenant } = call.office;
  const user = directory.add({
    upn: given.userPrincipalName,
    displayName: given.displayName,
    enabled: given.accountEnabled,
    password: given.passwordProfile.password,
    roles: [],
  });
  if (given.passwordProfile.forceChangePasswordNextSignIn)
    tenant.users.put({ ...user, mustChangePassword: true });
  return call.reply.code(201).send(userShape(user));
}

async function change(call: GraphCall) {
  const { passwordProfile, accountEnabled, displayName } = body(call, patched);
  const user = lesserUser(call);
  const mastered = accountEnabled ?? displayName;
  if (mastered !== undefined && kindOf(user) === 'synced')
    throw new BadRequest(
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    );
  if (passwordProfile !== undefined)
    await setPassword(call, user, passwordProfile.password, passwordProfile.forceChangePasswordNextSignIn);
  const { users } = call.office.tenant;
  users.put({
    ...users.get(user.upn),
    ...(accountEnabled !== undefined && { enabled: accountEnabled }),
    ...(displayName !== undefined && { displayName }),
  });
  return call.reply.code(204).send();
}

async function setPassword(
  call: GraphCall,
  { upn }: CloudUser,
  newPassword: string,
  mustChange: boolean,
): Promise<void> {
  const correlationId = correlationOf(call.request, call.reply, call.chance);
  await resetPassword({ upn, newPassword, mustChange, correlationId }, call.office);
}

function queryOf({ request }: GraphCall): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(request.query);
}

/** By object id or name. Throws UnknownNameError. */
function userOf(call: GraphCall): CloudUser {
  const wanted = parameter(call, 'user');
  const { users } = call.office.tenant;
  const user = users.byId(wanted.toLowerCase()) ?? users.byUpn(wanted);
  if (user === undefined)
    throw new UnknownNameError(
      'user',
      wanted,
      users.kept().map(({ upn }) => upn),
    );
  return user;
}

/**
 * A user whose password and account the caller may change: an Authentication Administrator not those who hold other roles
 * than its own, a program nobody's who holds any (documented: built-in roles, "Who can reset passwords"). Throws AccessDenied.
 */
function lesserUser(call: GraphCall): CloudUser {
  const user = userOf(call);
  const { roles, permissions } = call.admin;
  if (permissions === undefined && roles.includes(ROLES.globalAdministrator)) return user;
  const mayHold: readonly string[] = permissions === undefined ? [ROLES.authenticationAdministrator] : [];
  if (user.roles.every((role) => mayHold.includes(role))) return user;
  throw new AccessDenied(403);
}

export function userShape(user: CloudUser) {
  const synced = kindOf(user) === 'synced';
  return {
    id: user.id,
    userPrincipalName: user.upn,
    displayName: user.displayName,
    mail: user.mail ?? null,
    otherMails: [...(user.alternateLoginIds ?? [])],
    accountEnabled: user.enabled,
    userType: user.userType,
    onPremisesImmutableId: user.immutableId ?? null,
    onPremisesSyncEnabled: synced ? true : null,
    onPremisesUserPrincipalName: synced ? (user.onPremisesUpn ?? user.upn) : null,
    lastPasswordChangeDateTime: new Date(user.passwordChangedAt).toISOString(),
    signInSessionsValidFromDateTime: new Date(Math.max(user.tokensValidFrom, 0)).toISOString(),
  } satisfies Graph.User;
}
