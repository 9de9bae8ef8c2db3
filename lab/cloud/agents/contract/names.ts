import type { Environment } from '../../lockout/environment.ts';

/** The names agents call, real ones, each answered inside the lab only. */
export interface AgentFacingNames {
  readonly registration: string;
  readonly bootstrap: string;
  readonly queue: string;
  readonly answers: string;
}

/** Domains of the services (pass-through quick start; "Hybrid identity considerations for Azure Government"). */
const DOMAINS: Readonly<Record<Environment, { readonly service: string; readonly queue: string }>> = {
  public: { service: 'msappproxy.net', queue: 'servicebus.windows.net' },
  usGovernment: { service: 'msappproxy.us', queue: 'servicebus.usgovcloudapi.net' },
  // Nothing says that the cloud in China has the service: it is played as the worldwide one.
  china: { service: 'msappproxy.net', queue: 'servicebus.windows.net' },
};

/** Each tenant, counted from 1, has a queue namespace of its own. */
export function agentFacingNames(
  tenantId: string,
  number: number,
  environment: Environment = 'public',
): AgentFacingNames {
  const { service, queue } = DOMAINS[environment];
  return {
    registration: `${tenantId}.registration.${service}`,
    bootstrap: `${tenantId}.pta.bootstrap.his.${service}`,
    queue: `lab${number}.${queue}`,
    answers: `lab${number}.connector.his.${service}`,
  };
}

/** What the certificate of the agent-facing services is issued for, whichever cloud is played. */
export const CERTIFIED_NAMES = [
  ...new Set(
    Object.values(DOMAINS).flatMap(({ service, queue }) => [
      `*.registration.${service}`,
      `*.pta.bootstrap.his.${service}`,
      `*.${queue}`,
      `*.connector.his.${service}`,
    ]),
  ),
];
