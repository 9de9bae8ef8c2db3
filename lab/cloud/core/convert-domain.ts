import type { SignInDesk } from './desk.ts';
import type { Authentication } from './domain.ts';

/** Converts a domain of the tenant, at once. Throws UnknownNameError, TenantStateError. */
export function convertDomain(
  { tenant, history }: SignInDesk,
  name: string,
  authentication: Authentication,
): void {
  const domain = tenant.domains.convert(name, authentication);
  const data = { domain: domain.name, authentication };
  history.append({ component: 'cloud', kind: 'domain.converted', data });
}
