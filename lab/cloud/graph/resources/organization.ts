import type * as Graph from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import type { PasswordSettings } from '../../core/password-changes/settings.ts';
import type { TenantOffice } from '../../web/admin-office.ts';
import { answer, body, CHANGERS, READERS, type GraphService } from '../route.ts';

const features = z
  .strictObject({
    cloudPasswordPolicyForPasswordSyncedUsersEnabled: z.boolean(),
    userForcePasswordChangeOnLogonEnabled: z.boolean(),
    passwordWritebackEnabled: z.boolean(),
  })
  .partial();
const patch = z.strictObject({ features });
const SYNCHRONIZATION = '/directory/onPremisesSynchronization';

/**
 * `organization` and `directory/onPremisesSynchronization`: what Connect has told the tenant. There is no flag for
 * pass-through among the features (documented: onPremisesDirectorySynchronizationFeature).
 */
export function organizationRoutes(graph: GraphService): void {
  answer(graph, 'GET', '/organization', READERS, ({ office }) => ({ value: [organizationShape(office)] }));
  answer(graph, 'GET', '/organization/:id', READERS, ({ office }) => organizationShape(office));
  answer(graph, 'GET', SYNCHRONIZATION, READERS, ({ office }) => ({ value: [synchronizationShape(office)] }));
  answer(graph, 'GET', `${SYNCHRONIZATION}/:id`, READERS, ({ office }) => synchronizationShape(office));
  answer(graph, 'PATCH', `${SYNCHRONIZATION}/:id`, CHANGERS, (call) => {
    const { tenant } = call.office;
    tenant.passwordSettings = { ...tenant.passwordSettings, ...settingsOf(body(call, patch).features) };
    return call.reply.code(204).send();
  });
}

function settingsOf(changed: z.output<typeof features>): Partial<PasswordSettings> {
  const {
    cloudPasswordPolicyForPasswordSyncedUsersEnabled: syncedExpire,
    userForcePasswordChangeOnLogonEnabled: temporarySynced,
    passwordWritebackEnabled: writeback,
  } = changed;
  return {
    ...(syncedExpire !== undefined && { syncedExpire }),
    ...(temporarySynced !== undefined && { temporarySynced }),
    ...(writeback !== undefined && { writeback }),
  };
}

function organizationShape({ tenant }: TenantOffice) {
  return {
    id: tenant.id,
    displayName: tenant.name,
    onPremisesSyncEnabled: isSynced(tenant),
    tenantType: 'AAD',
    verifiedDomains: tenant.domains.all().map(({ name, authentication, initial }) => ({
      name,
      type: authentication === 'managed' ? 'Managed' : 'Federated',
      isDefault: initial,
      isInitial: initial,
      capabilities: 'Email, OfficeCommunicationsOnline',
    })),
  } satisfies Graph.Organization;
}

function synchronizationShape({ tenant }: TenantOffice) {
  const { syncedExpire, temporarySynced, writeback } = tenant.passwordSettings;
  return {
    id: tenant.id,
    configuration: {},
    features: {
      passwordSyncEnabled: tenant.features.passwordHashSync,
      passwordWritebackEnabled: writeback,
      cloudPasswordPolicyForPasswordSyncedUsersEnabled: syncedExpire,
      userForcePasswordChangeOnLogonEnabled: temporarySynced,
      synchronizeUpnForManagedUsersEnabled: true,
      softMatchOnUpnEnabled: true,
      deviceWritebackEnabled: false,
      groupWriteBackEnabled: false,
    },
  } satisfies Graph.OnPremisesDirectorySynchronization;
}

function isSynced({ users }: TenantOffice['tenant']): boolean {
  return users.population !== undefined || users.kept().some(({ immutableId }) => immutableId !== undefined);
}
