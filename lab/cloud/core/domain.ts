import type { FederationSettings } from './federation-settings.ts';

export type { FederationSettings } from './federation-settings.ts';

/** Where a domain's users prove who they are. */
export type Authentication = 'managed' | 'federated';

/** A verified domain of the tenant. Its settings outlive a conversion to managed, as a rollback needs them. */
export interface Domain {
  readonly name: string;
  readonly authentication: Authentication;
  /** The `*.onmicrosoft.com` domain, which is always managed. */
  readonly initial: boolean;
  readonly federation?: FederationSettings;
}
