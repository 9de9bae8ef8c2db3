import type * as Graph from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { UnknownNameError } from '../../core/errors.ts';
import type { Group } from '../../core/groups.ts';
import { BadRequest } from '../../web/api-errors.ts';
import type { QueryRules } from '../odata/query.ts';
import {
  answer,
  body,
  CHANGERS,
  page,
  parameter,
  READERS,
  type GraphCall,
  type GraphService,
} from '../route.ts';
import { userShape } from './users.ts';

const rules: QueryRules = {
  entity: {
    name: 'group',
    properties: { id: 'text', displayName: 'text', securityEnabled: 'boolean', 'groupTypes[]': 'text' },
  },
  options: ['$filter', '$select', '$orderby', '$top', '$skiptoken', '$count'],
  page: { usual: 100, most: 999 },
};
const created = z.strictObject({
  displayName: z.string().min(1).max(256),
  description: z.string().max(1_024).optional(),
  mailEnabled: z.literal(false).default(false),
  mailNickname: z.string().max(64).optional(),
  securityEnabled: z.literal(true).default(true),
});
/** `{"@odata.id": "https://graph.microsoft.com/v1.0/directoryObjects/{id}"}` */
export const reference = z.object({ '@odata.id': z.string().max(512) });
const MEMBERS = '/groups/:group/members';

/** `groups`: the ones that staged rollout is for, and their members. */
export function groupRoutes(graph: GraphService): void {
  answer(graph, 'GET', '/groups', READERS, (call) =>
    page(call, call.office.tenant.groups.all().map(groupShape), rules),
  );
  answer(graph, 'GET', '/groups/:group', READERS, (call) => groupShape(groupOf(call)));
  answer(graph, 'POST', '/groups', CHANGERS, (call) => {
    const { displayName } = body(call, created);
    const { tenant } = call.office;
    const group: Group = { id: call.office.newId(), displayName, membership: 'assigned', contacts: 0 };
    tenant.groups.put(group);
    return call.reply.code(201).send(groupShape(group));
  });
  answer(graph, 'DELETE', '/groups/:group', CHANGERS, (call) => {
    const { tenant } = call.office;
    tenant.groups.remove(groupOf(call).id);
    return call.reply.code(204).send();
  });
  memberRoutes(graph);
}

function memberRoutes(graph: GraphService): void {
  answer(graph, 'GET', MEMBERS, READERS, (call) => {
    const { groups, users } = call.office.tenant;
    const value = groups.members(groupOf(call).id).flatMap((id): object[] => {
      const [user, group] = [users.byId(id), groups.find(id)];
      if (user !== undefined) return [{ '@odata.type': '#microsoft.graph.user', ...userShape(user) }];
      return group === undefined ? [] : [{ '@odata.type': '#microsoft.graph.group', ...groupShape(group) }];
    });
    return { value };
  });
  answer(graph, 'POST', `${MEMBERS}/$ref`, CHANGERS, (call) => {
    const { id } = groupOf(call);
    call.office.tenant.groups.addMember(id, referredTo(call));
    return noticed(call, id);
  });
  answer(graph, 'DELETE', `${MEMBERS}/:member/$ref`, CHANGERS, (call) => {
    const { id } = groupOf(call);
    call.office.tenant.groups.removeMember(id, parameter(call, 'member').toLowerCase());
    return noticed(call, id);
  });
}

/** Staged rollout hears of it, in its own time. */
function noticed({ office, reply }: GraphCall, id: string) {
  office.tenant.rollout.membersChanged(id, office.clock.now());
  return reply.code(204).send();
}

/** Id of the user or group that a reference in the body names. Throws BadRequest, UnknownNameError. */
export function referredTo(call: GraphCall): string {
  const uri = body(call, reference)['@odata.id'];
  const id = /\/(?:directoryObjects|users|groups)(?:\/|\(')([0-9a-f-]{36})(?:'\))?$/i
    .exec(uri)?.[1]
    ?.toLowerCase();
  if (id === undefined)
    throw new BadRequest("@odata.id is a URL that ends in directoryObjects/ and the object's id");
  const { groups, users } = call.office.tenant;
  if (users.byId(id) === undefined && groups.find(id) === undefined)
    throw new UnknownNameError(
      'user or group',
      id,
      groups.all().map((one) => one.id),
    );
  return id;
}

function groupOf(call: GraphCall): Group {
  return call.office.tenant.groups.get(parameter(call, 'group'));
}

export function groupShape({ id, displayName, membership }: Group) {
  return {
    id,
    displayName,
    securityEnabled: true,
    mailEnabled: false,
    groupTypes: membership === 'dynamic' ? ['DynamicMembership'] : [],
  } satisfies Graph.Group;
}
