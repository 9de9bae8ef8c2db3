import { z } from 'zod';
import type * as Graph from '@microsoft/microsoft-graph-types';
import { convertDomain } from '../../core/convert-domain.ts';
import type { Domain } from '../../core/domain.ts';
import type { QueryRules } from '../odata/query.ts';
import { answer, body, CHANGERS, page, parameter, READERS, type GraphService } from '../route.ts';

const rules: QueryRules = {
  entity: {
    name: 'domain',
    properties: {
      id: 'text',
      authenticationType: 'text',
      isAdminManaged: 'boolean',
      isDefault: 'boolean',
      isInitial: 'boolean',
      isRoot: 'boolean',
      isVerified: 'boolean',
      supportedServices: 'text',
    },
  },
  options: ['$filter', '$select', '$top', '$skiptoken'],
  page: { usual: 100, most: 999 },
};

const patch = z.object({ authenticationType: z.enum(['Managed', 'Federated']) }).strict();

/** `domains`: list, get, and the conversion that `Update-MgDomain` asks for (documented: domain resource). */
export function domainRoutes(graph: GraphService): void {
  answer(graph, 'GET', '/domains', READERS, (call) =>
    page(call, call.office.tenant.domains.all().map(domainShape), rules),
  );
  answer(graph, 'GET', '/domains/:domain', READERS, (call) =>
    domainShape(call.office.tenant.domains.get(parameter(call, 'domain'))),
  );
  answer(graph, 'PATCH', '/domains/:domain', CHANGERS, (call) => {
    const { authenticationType } = body(call, patch);
    convertDomain(
      call.office,
      parameter(call, 'domain'),
      authenticationType === 'Managed' ? 'managed' : 'federated',
    );
    return call.reply.code(204).send();
  });
}

function domainShape(domain: Domain) {
  return {
    id: domain.name,
    authenticationType: domain.authentication === 'managed' ? 'Managed' : 'Federated',
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: domain.initial,
    isInitial: domain.initial,
    isRoot: true,
    isVerified: true,
    passwordNotificationWindowInDays: null,
    passwordValidityPeriodInDays: null,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
  } satisfies Graph.Domain;
}
