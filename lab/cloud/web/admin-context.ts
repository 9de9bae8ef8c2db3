import type { Chance } from '../../chance/chance.ts';
import type { Clock } from '../../clock/clock.ts';
import type { HistorySink } from '../../history/history.ts';
import type { AgentRecord } from '../agents/core/registration.ts';
import type { Authentication } from '../core/domain.ts';
import type { SignInLog } from '../core/sign-in-log.ts';
import type { Tenant } from '../core/tenant.ts';
import type { AdminTokenVerifier } from '../tenant-seam.ts';

/** What the administrators' surfaces work with. */
export interface AdminContext {
  readonly tenant: Tenant;
  readonly log: SignInLog;
  readonly admins: AdminTokenVerifier;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly history: HistorySink;
  agents(): readonly AgentRecord[];
  /** Throws UnknownNameError, TenantStateError. */
  convertDomain(name: string, authentication: Authentication): void;
}
