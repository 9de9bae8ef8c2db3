/** The names agents call, real ones, each answered inside the lab only. */
export interface AgentFacingNames {
  readonly registration: string;
  readonly bootstrap: string;
  readonly queue: string;
  readonly answers: string;
}

export function agentFacingNames(tenantId: string): AgentFacingNames {
  return {
    registration: `${tenantId}.registration.msappproxy.net`,
    bootstrap: `${tenantId}.pta.bootstrap.his.msappproxy.net`,
    queue: 'lab1.servicebus.windows.net',
    answers: 'lab1.connector.his.msappproxy.net',
  };
}

/** What the certificate of the agent-facing services is issued for. */
export const CERTIFIED_NAMES = [
  '*.registration.msappproxy.net',
  '*.pta.bootstrap.his.msappproxy.net',
  '*.servicebus.windows.net',
  '*.connector.his.msappproxy.net',
];
