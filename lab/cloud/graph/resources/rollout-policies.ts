import type * as Graph from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { uuidFrom } from '../../../chance/chance.ts';
import { NOT_PLAYED, ROLLOUT_FEATURES, type RolloutPolicy } from '../../core/rollout/policy.ts';
import { BadRequest } from '../../web/api-errors.ts';
import type { TenantOffice } from '../../web/admin-office.ts';
import type { QueryRules } from '../odata/query.ts';
import { answer, body, CHANGERS, page, parameter, READERS, type GraphService } from '../route.ts';
import { groupShape, referredTo } from './groups.ts';

const PATH = '/policies/featureRolloutPolicies';
const rules: QueryRules = {
  entity: {
    name: 'featureRolloutPolicy',
    properties: {
      id: 'text',
      displayName: 'text',
      description: 'text',
      feature: 'text',
      isEnabled: 'boolean',
      isAppliedToOrganization: 'boolean',
      appliesTo: 'text',
    },
  },
  options: ['$filter', '$select', '$top', '$skiptoken', '$expand'],
  page: { usual: 100, most: 100 },
  expandable: ['appliesTo'],
};
const created = z.strictObject({
  displayName: z.string().min(1).max(256),
  description: z.string().max(1_024).nullish(),
  feature: z.enum([...ROLLOUT_FEATURES, ...NOT_PLAYED]),
  isEnabled: z.boolean(),
  isAppliedToOrganization: z.boolean().default(false),
});
const patched = created.omit({ feature: true }).partial();

/** `policies/featureRolloutPolicies`: staged rollout (documented: featureRolloutPolicy resource). */
export function rolloutPolicyRoutes(graph: GraphService): void {
  answer(graph, 'GET', PATH, READERS, (call) => {
    const shapes = call.office.tenant.rollout.all().map((policy) => rolloutShape(policy, call.office));
    return page(call, shapes, rules);
  });
  answer(graph, 'GET', `${PATH}/:id`, READERS, (call) =>
    rolloutShape(call.office.tenant.rollout.get(parameter(call, 'id')), call.office),
  );
  answer(graph, 'POST', PATH, CHANGERS, (call) => {
    const { description, feature, ...said } = body(call, created);
    const played = ROLLOUT_FEATURES.find((one) => one === feature);
    if (played === undefined) throw new BadRequest(`Staged rollout of ${feature} is not played by the lab.`);
    const id = uuidFrom(call.office.tenant.id, 'rollout', feature);
    const policy = { id, ...said, feature: played, ...(description != null && { description }) };
    return call.reply.code(201).send(rolloutShape(call.office.tenant.rollout.create(policy), call.office));
  });
  answer(graph, 'PATCH', `${PATH}/:id`, CHANGERS, (call) => {
    const { rollout } = call.office.tenant;
    const { description, ...said } = body(call, patched);
    const change = { ...defined(said), ...(description != null && { description }) };
    rollout.change(parameter(call, 'id'), change, call.office.clock.now());
    return call.reply.code(204).send();
  });
  answer(graph, 'DELETE', `${PATH}/:id`, CHANGERS, (call) => {
    call.office.tenant.rollout.remove(parameter(call, 'id'), call.office.clock.now());
    return call.reply.code(204).send();
  });
  answer(graph, 'POST', `${PATH}/:id/appliesTo/$ref`, CHANGERS, (call) => {
    const { tenant, clock } = call.office;
    tenant.rollout.addGroup(parameter(call, 'id'), referredTo(call), clock.now());
    return call.reply.code(204).send();
  });
  answer(graph, 'DELETE', `${PATH}/:id/appliesTo/:group/$ref`, CHANGERS, (call) => {
    const { tenant, clock } = call.office;
    tenant.rollout.removeGroup(parameter(call, 'id'), parameter(call, 'group').toLowerCase(), clock.now());
    return call.reply.code(204).send();
  });
}

/** What was said alone, so that the rest stays. */
function defined<T extends object>(said: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(said).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function rolloutShape(policy: RolloutPolicy, { tenant }: TenantOffice) {
  return {
    id: policy.id,
    displayName: policy.displayName,
    description: policy.description ?? null,
    feature: policy.feature,
    isEnabled: policy.isEnabled,
    isAppliedToOrganization: policy.isAppliedToOrganization,
    appliesTo: policy.groups.flatMap((id) => {
      const group = tenant.groups.find(id);
      return group === undefined ? [] : [groupShape(group)];
    }),
  } satisfies Graph.FeatureRolloutPolicy;
}
