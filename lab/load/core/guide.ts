/** What the deployment guide says of sizing (step 4, "Ensure high availability"). */
export const GUIDE = {
  /** Authentications a second that one agent handles "on a standard 4-core CPU, 16-GB RAM server". */
  perAgent: { low: 300, high: 400, machine: '4 cores, 16 GB' },
  /** "A minimum of 3 Authentication Agents" in production. */
  leastAgents: 3,
  /** "A system limit of 40 Authentication Agents per tenant." */
  mostAgents: 40,
} as const;

const KILO = 1_024;

/** Bytes of a request to an agent: (0.5K + 1K × agents registered on the tenant). */
export function guideRequestBytes(registered: number): number {
  return 0.5 * KILO + KILO * registered;
}

/** Bytes of an agent's answer: 1K. */
export const GUIDE_ANSWER_BYTES = KILO;
