import type * as Graph from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { uuidFrom } from '../../../chance/chance.ts';
import { UnknownNameError } from '../../core/errors.ts';
import { homeRealmPolicy, NO_POLICY, type HomeRealmPolicy } from '../../core/realm-policies/policy.ts';
import { BadRequest } from '../../web/api-errors.ts';
import type { TenantOffice } from '../../web/admin-office.ts';
import { answer, body, CHANGERS, parameter, READERS, type GraphCall, type GraphService } from '../route.ts';

const PATH = '/policies/homeRealmDiscoveryPolicies';
const names = z.array(z.string()).optional();
/** What a policy's definition holds as JSON (documented: home realm discovery policy). */
const definition = z.strictObject({
  HomeRealmDiscoveryPolicy: z.strictObject({
    AccelerateToFederatedDomain: z.boolean().optional(),
    PreferredDomain: z.string().optional(),
    AllowCloudPasswordValidation: z.boolean().optional(),
    AlternateIdLogin: z.strictObject({ Enabled: z.boolean() }).optional(),
    DomainHintPolicy: z
      .strictObject({
        IgnoreDomainHintForDomains: names,
        RespectDomainHintForDomains: names,
        IgnoreDomainHintForApps: names,
        RespectDomainHintForApps: names,
      })
      .optional(),
  }),
});
const said = z.strictObject({
  displayName: z.string().min(1).max(256).optional(),
  definition: z.array(z.string().max(25_600)).length(1),
  isOrganizationDefault: z.literal(true).default(true),
});

/** `policies/homeRealmDiscoveryPolicies`: the organisation's; one at a time is in force (documented). */
export function homeRealmPolicyRoutes(graph: GraphService): void {
  answer(graph, 'GET', PATH, READERS, ({ office }) => ({ value: shapes(office) }));
  answer(graph, 'GET', `${PATH}/:id`, READERS, (call) => one(call));
  answer(graph, 'POST', PATH, CHANGERS, (call) => {
    call.office.tenant.homeRealm.setOrganisation(policyOf(call));
    return call.reply.code(201).send(shapes(call.office)[0]);
  });
  answer(graph, 'PATCH', `${PATH}/:id`, CHANGERS, (call) => {
    one(call);
    call.office.tenant.homeRealm.setOrganisation(policyOf(call));
    return call.reply.code(204).send();
  });
  answer(graph, 'DELETE', `${PATH}/:id`, CHANGERS, (call) => {
    one(call);
    call.office.tenant.homeRealm.setOrganisation(undefined);
    return call.reply.code(204).send();
  });
}

/** Throws BadRequest for a definition that is no JSON, or no home realm discovery policy. */
function policyOf(call: GraphCall): HomeRealmPolicy {
  const [text = ''] = body(call, said).definition;
  const parsed = definition.safeParse(jsonOf(text));
  if (!parsed.success)
    throw new BadRequest(
      `The definition is no home realm discovery policy: ${z.prettifyError(parsed.error).slice(0, 500)}`,
    );
  const it = parsed.data.HomeRealmDiscoveryPolicy;
  const hints = it.DomainHintPolicy;
  return homeRealmPolicy.parse({
    accelerateToFederatedDomain: it.AccelerateToFederatedDomain,
    preferredDomain: it.PreferredDomain,
    allowCloudPasswordValidation: it.AllowCloudPasswordValidation,
    alternateIdLogin: it.AlternateIdLogin?.Enabled,
    domainHints: {
      ignoreForDomains: hints?.IgnoreDomainHintForDomains,
      respectForDomains: hints?.RespectDomainHintForDomains,
      ignoreForApps: hints?.IgnoreDomainHintForApps,
      respectForApps: hints?.RespectDomainHintForApps,
    },
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws UnknownNameError. */
function one(call: GraphCall): Graph.HomeRealmDiscoveryPolicy {
  const [shape] = shapes(call.office);
  const wanted = parameter(call, 'id').toLowerCase();
  if (shape?.id !== wanted) throw new UnknownNameError('home realm discovery policy', wanted, []);
  return shape;
}

function shapes({ tenant }: TenantOffice): Graph.HomeRealmDiscoveryPolicy[] {
  const policy = tenant.homeRealm.organisation;
  if (policy === NO_POLICY) return [];
  const id = uuidFrom(tenant.id, 'home realm discovery policy');
  return [
    {
      id,
      displayName: 'Home realm discovery',
      isOrganizationDefault: true,
      definition: [JSON.stringify({ HomeRealmDiscoveryPolicy: definitionOf(policy) })],
    },
  ];
}

function definitionOf(policy: HomeRealmPolicy): object {
  const { domainHints: hints } = policy;
  return {
    AccelerateToFederatedDomain: policy.accelerateToFederatedDomain,
    ...(policy.preferredDomain !== undefined && { PreferredDomain: policy.preferredDomain }),
    AllowCloudPasswordValidation: policy.allowCloudPasswordValidation,
    AlternateIdLogin: { Enabled: policy.alternateIdLogin },
    DomainHintPolicy: {
      IgnoreDomainHintForDomains: hints.ignoreForDomains,
      RespectDomainHintForDomains: hints.respectForDomains,
      IgnoreDomainHintForApps: hints.ignoreForApps,
      RespectDomainHintForApps: hints.respectForApps,
    },
  };
}
