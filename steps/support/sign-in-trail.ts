import type { HistoryEvent } from '../../lab/history/event.ts';
import { CARRIED } from '../../lab/history/bind-matching.ts';
import type { SignInResult } from '../../lab/devices/index.ts';
import type { Lab } from '../../lab/lab.ts';
import type { LabWorld } from './world.ts';

/** Who took a sign-in into hand, as its own history tells. */
export interface SignInTrail {
  /** Hosts of the agents that a request was dispatched to, in order. */
  readonly agents: readonly string[];
  /** Agents that answered. */
  readonly answeredBy: readonly string[];
  /** AD FS issued a token. */
  readonly adfs: boolean;
  /** The method that the cloud chose, when it chose one. */
  readonly methods: readonly string[];
  /** Domain controllers that were asked. */
  readonly domainControllers: readonly string[];
}

export async function trailOf({ history }: Lab, correlationId: string): Promise<SignInTrail> {
  const { events } = await history.of({ correlationId });
  return {
    agents: facts(events, 'passthrough.dispatched', 'machineName'),
    answeredBy: facts(events, 'passthrough.answered', 'agentId'),
    adfs: events.some((event) => event.kind === 'trust.issued'),
    methods: facts(events, 'method.chosen', 'method'),
    domainControllers: events
      .filter((event) => event.kind.startsWith('bind.') || event.kind === CARRIED)
      .map((event) => event.component),
  };
}

function facts(events: readonly HistoryEvent[], kind: string, fact: string): string[] {
  return events.filter((event) => event.kind === kind).map((event) => String(event.data?.[fact]));
}

/** The trails of all the scenario's sign-ins so far, in the order in which they were made. */
export async function trailsOf(
  world: LabWorld,
): Promise<(SignInTrail & { readonly signIn: SignInResult })[]> {
  const lab = await world.lab();
  return Promise.all(
    world.signIns.map(async (signIn) => ({ ...(await trailOf(lab, signIn.correlationId)), signIn })),
  );
}
