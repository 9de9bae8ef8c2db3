import type { App } from '../../apps/app.ts';
import { isKnownIn } from '../../apps/apps.ts';
import { isShared } from '../../core/tenants.ts';
import type { LoginContext } from '../context.ts';
import { ProtocolRefused } from '../refusal.ts';

const TENANT_NOT_FOUND = 90002;
const APP_NOT_FOUND = 700016;
const APP_DISABLED = 7000112;
const SINGLE_TENANT = 50194;

/** The application that a client says it is, at the authority it asked. Throws ProtocolRefused. */
export function findApp(clientId: string, authority: string, { apps, tenants }: LoginContext): App {
  const desk = tenants.byAuthority(authority);
  const shared = isShared(authority);
  if (desk === undefined && !shared) {
    const text = `Tenant '${authority.slice(0, 100)}' not found. Check that the tenant id or domain is right and in this cloud.`;
    throw new ProtocolRefused(TENANT_NOT_FOUND, { text });
  }
  const app = apps.byId(clientId);
  if (app === undefined || (desk !== undefined && !isKnownIn(app, desk.tenant.id))) {
    const where = desk === undefined ? '' : ` '${desk.tenant.name}'`;
    const text = `Application with identifier '${clientId.slice(0, 100)}' was not found in the directory${where}.`;
    throw new ProtocolRefused(APP_NOT_FOUND, { text });
  }
  if (app.disabled) throw new ProtocolRefused(APP_DISABLED);
  if (shared && !app.multiTenant) {
    const text = `Application '${app.appId}'(${app.name}) is not configured as a multi-tenant application. Usage of the /${authority.toLowerCase()} endpoint is not supported; use a tenant-specific endpoint.`;
    throw new ProtocolRefused(SINGLE_TENANT, { text });
  }
  return app;
}
