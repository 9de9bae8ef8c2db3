import { GUIDE, GUIDE_ANSWER_BYTES, guideRequestBytes } from './guide.ts';

/** The load that a tenant expects, in sign-ins per second through agents. */
export interface Demand {
  readonly peak: number;
  readonly average: number;
}

/** How many agents a tenant needs if one carries so much, and what they move over the wire. */
export interface Advice {
  /** Sign-ins per second that one agent is counted with. */
  readonly perAgent: number;
  /** Agents that carry the peak and no more. */
  readonly forPeak: number;
  /** One more, so that the peak is carried while one is down; never fewer than the guide's minimum. */
  readonly advised: number;
  /** Whether the advised number is within the guide's limit of a tenant. */
  readonly possible: boolean;
  /** Share of an agent's capacity that is used, with all advised agents up. */
  readonly busyAtPeak: number;
  readonly busyOnAverage: number;
  readonly traffic: Traffic;
}

/** By the guide's formula. Bytes per second over all agents; a request grows with each agent registered. */
export interface Traffic {
  readonly registered: number;
  readonly requestBytes: number;
  readonly answerBytes: number;
  readonly toAgents: { readonly peak: number; readonly average: number };
  readonly fromAgents: { readonly peak: number; readonly average: number };
}

/** Advice by the rule that `perAgent` sign-ins per second fit one agent. */
export function advise(demand: Demand, perAgent: number): Advice {
  const forPeak = Math.max(1, Math.ceil(demand.peak / perAgent));
  const advised = Math.max(GUIDE.leastAgents, forPeak + 1);
  const capacity = advised * perAgent;
  return {
    perAgent,
    forPeak,
    advised,
    possible: advised <= GUIDE.mostAgents,
    busyAtPeak: demand.peak / capacity,
    busyOnAverage: demand.average / capacity,
    traffic: trafficOf(demand, Math.min(advised, GUIDE.mostAgents)),
  };
}

function trafficOf({ peak, average }: Demand, registered: number): Traffic {
  const requestBytes = guideRequestBytes(registered);
  const answerBytes = GUIDE_ANSWER_BYTES;
  return {
    registered,
    requestBytes,
    answerBytes,
    toAgents: { peak: peak * requestBytes, average: average * requestBytes },
    fromAgents: { peak: peak * answerBytes, average: average * answerBytes },
  };
}
