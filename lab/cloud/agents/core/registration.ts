import type { KeyObject } from 'node:crypto';

/** One registration of one agent; its machine may have several over time. */
export interface Registration {
  readonly agentId: string;
  readonly machineName: string;
  readonly version: string;
  /** SHA-1 of the certificate's DER, upper hex. */
  readonly thumbprint: string;
  /** Names the key in requests: `<agentId>_<thumbprint>`. */
  readonly keyId: string;
  readonly publicKey: KeyObject;
  /** Lab time, milliseconds since the Unix epoch. */
  readonly registeredAt: number;
  /** End of the certificate's validity on the lab clock. */
  readonly expires: number;
  readonly externalIp: string;
}

/** What the service learns whenever an agent reports. */
export interface Sighting {
  readonly machineName: string;
  readonly externalIp: string;
  readonly version?: string;
}

export type AgentStatus = 'active' | 'inactive';

/** One line of the list of agents. */
export interface AgentRecord {
  readonly agentId: string;
  readonly machineName: string;
  readonly status: AgentStatus;
  readonly externalIp: string;
  readonly version: string;
  readonly lastSeen: number;
  readonly registeredAt: number;
}
