import type { AgentFacingNames } from './agents/contract/names.ts';

/** What an access token says about the administrator, or the administrator's program, that carries it. */
export interface AdminIdentity {
  readonly tenantId: string;
  /** Object id of the user in the tenant. */
  readonly userId: string;
  readonly upn: string;
  /** The application that the token was given to. */
  readonly clientId: string;
  /** Template ids of the directory roles, from the token's `wids` claim. */
  readonly roles: readonly string[];
  /** What the user lets the application do, from the token's `scp` claim. */
  readonly scopes?: readonly string[];
  /** What an application that acts for itself may do, from the token's `roles` claim; undefined for a user. */
  readonly permissions?: readonly string[];
}

/** Judges access tokens of administrators: signature, issuer, tenant, lifetime on the lab clock. */
export interface AdminTokenVerifier {
  /** Undefined when the token is not one this cloud issued, or has expired. Never throws. */
  verify(token: string): Promise<AdminIdentity | undefined>;
}

/** The tenant as the agent-facing side of the cloud knows it. */
export interface TenantIdentity {
  readonly tenantId: string;
  readonly seed: string;
  readonly admins: AdminTokenVerifier;
  readonly names: AgentFacingNames;
  /** From 1, the lab's own and the default; the services of another bear it, as a caller has one link to each name. */
  readonly number?: number | undefined;
}
