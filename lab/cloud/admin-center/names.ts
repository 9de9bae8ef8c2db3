import type { Environment } from '../lockout/index.ts';

/** Where administrators of each cloud go (documented: Azure Government and 21Vianet portal addresses). */
const HOSTS: Readonly<Record<Environment, string>> = {
  public: 'entra.microsoft.com',
  usGovernment: 'entra.microsoft.us',
  china: 'entra.microsoftonline.cn',
};

/** The application as which the admin center signs administrators in: the vendor's own, known in every tenant. */
export const ADMIN_CENTER_APP = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c';

export function adminCenterHost(environment: Environment): string {
  return HOSTS[environment];
}
