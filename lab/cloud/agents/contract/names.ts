/** The names agents call, real ones, each answered inside the lab only. */
export interface AgentFacingNames {
  readonly registration: string;
  readonly bootstrap: string;
  readonly queue: string;
  readonly answers: string;
}

/** Each tenant, counted from 1, has a queue namespace of its own. */
export function agentFacingNames(tenantId: string, number: number): AgentFacingNames {
  return {
    registration: `${tenantId}.registration.msappproxy.net`,
    bootstrap: `${tenantId}.pta.bootstrap.his.msappproxy.net`,
    queue: `lab${number}.servicebus.windows.net`,
    answers: `lab${number}.connector.his.msappproxy.net`,
  };
}

/** What the certificate of the agent-facing services is issued for. */
export const CERTIFIED_NAMES = [
  '*.registration.msappproxy.net',
  '*.pta.bootstrap.his.msappproxy.net',
  '*.servicebus.windows.net',
  '*.connector.his.msappproxy.net',
];
