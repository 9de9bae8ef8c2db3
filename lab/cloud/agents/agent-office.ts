import type { ComponentContext } from '../../component.ts';
import type { Authority } from '../../pki/authority.ts';
import type { QueueCredentials } from '../queue/queue-credentials.ts';
import type { TenantIdentity } from '../tenant-seam.ts';
import type { AgentServiceConfig } from './config.ts';
import type { AgentFacingNames } from './contract/names.ts';
import type { AgentRegistry } from './core/agent-registry.ts';

/** What the agent-facing surfaces share. */
export interface AgentOffice {
  readonly config: AgentServiceConfig;
  readonly context: ComponentContext;
  readonly tenant: TenantIdentity;
  readonly names: AgentFacingNames;
  readonly registry: AgentRegistry;
  readonly credentials: QueueCredentials;
  /** The tenant's agent CA: used for agents' certificates alone, and in nobody's trust store but this service's. */
  readonly agentAuthority: Authority;
}
