import { z } from 'zod';
import type * as Beta from '@microsoft/microsoft-graph-types-beta';
import { uuidFrom } from '../../../chance/chance.ts';
import type { AgentRecord } from '../../agents/core/registration.ts';
import { UnknownNameError } from '../../core/errors.ts';
import { BadRequest } from '../../web/api-errors.ts';
import type { TenantOffice } from '../../web/admin-office.ts';
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

const PROFILE = '/beta/onPremisesPublishingProfiles/:profile';
const PUBLISHING = 'authentication';
const agentRules: QueryRules = {
  entity: {
    name: 'onPremisesAgent',
    properties: {
      id: 'text',
      machineName: 'text',
      externalIp: 'text',
      status: 'text',
      supportedPublishingTypes: 'text',
    },
  },
  options: ['$filter', '$select', '$orderby', '$top', '$skiptoken', '$expand'],
  page: { usual: 100, most: 999 },
  expandable: ['agentGroups'],
};
const groupRules: QueryRules = {
  entity: {
    name: 'onPremisesAgentGroup',
    properties: {
      id: 'text',
      displayName: 'text',
      isDefault: 'boolean',
      publishingType: 'text',
      agents: 'text',
    },
  },
  options: ['$filter', '$select', '$top', '$skiptoken', '$expand'],
  page: { usual: 100, most: 999 },
  expandable: ['agents'],
};
const updater = z
  .object({
    hybridAgentUpdaterConfiguration: z
      .object({
        allowUpdateConfigurationOverride: z.boolean().default(false),
        deferUpdateDateTime: z.iso.datetime().nullable().default(null),
        updateWindow: z
          .object({ updateWindowStartTime: z.iso.time(), updateWindowEndTime: z.iso.time() })
          .strict()
          .nullable()
          .default(null),
      })
      .strict(),
  })
  .strict();

/**
 * `onPremisesPublishingProfiles/authentication`: whether pass-through authentication is on, its agents, and their updates
 * (documented: beta onPremisesPublishingProfile, onPremisesAgent, onPremisesAgentGroup).
 */
export function publishingProfileRoutes(graph: GraphService): void {
  answer(graph, 'GET', PROFILE, READERS, (call) => profileShape(authentication(call)));
  answer(graph, 'PATCH', PROFILE, CHANGERS, (call) => {
    const office = authentication(call);
    office.tenant.updater = body(call, updater).hybridAgentUpdaterConfiguration;
    return call.reply.code(204).send();
  });
  answer(graph, 'GET', `${PROFILE}/agents`, READERS, (call) =>
    page(call, authentication(call).agents().map(agentShape), agentRules),
  );
  answer(graph, 'GET', `${PROFILE}/agents/:id`, READERS, (call) => {
    const id = parameter(call, 'id').toLowerCase();
    const agents = authentication(call).agents();
    const agent = agents.find(({ agentId }) => agentId === id);
    if (agent === undefined)
      throw new UnknownNameError(
        'agent',
        id,
        agents.map(({ agentId }) => agentId),
      );
    return agentShape(agent);
  });
  answer(graph, 'GET', `${PROFILE}/agentGroups`, READERS, (call) =>
    page(call, [groupShape(authentication(call), expands(call, 'agents'))], groupRules),
  );
}

/** Throws BadRequest for the profiles of other services. */
function authentication(call: GraphCall): TenantOffice {
  const profile = parameter(call, 'profile').toLowerCase();
  if (profile !== PUBLISHING)
    throw new BadRequest(
      `The publishing profile '${profile.slice(0, 64)}' is not played; 'authentication' is.`,
    );
  return call.office;
}

function expands({ request }: GraphCall, name: string): boolean {
  const { $expand } = z.object({ $expand: z.string().optional() }).parse(request.query);
  return $expand?.split(',').some((part) => part.trim() === name) ?? false;
}

function profileShape({ tenant, agents }: TenantOffice) {
  return {
    id: PUBLISHING,
    isEnabled: tenant.features.passThrough,
    isDefaultAccessEnabled: agents().length > 0,
    hybridAgentUpdaterConfiguration: tenant.updater,
  } satisfies Beta.OnPremisesPublishingProfile;
}

function groupShape(office: TenantOffice, expanded: boolean) {
  return {
    id: uuidFrom(office.tenant.id, 'agent group'),
    displayName: 'Default group for Authentication',
    isDefault: true,
    publishingType: PUBLISHING,
    ...(expanded && { agents: office.agents().map(agentShape) }),
  } satisfies Beta.OnPremisesAgentGroup;
}

function agentShape(agent: AgentRecord) {
  return {
    id: agent.agentId,
    machineName: agent.machineName,
    externalIp: agent.externalIp,
    status: agent.status,
    supportedPublishingTypes: [PUBLISHING],
  } satisfies Beta.OnPremisesAgent;
}
