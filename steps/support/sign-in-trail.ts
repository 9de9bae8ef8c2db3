import type { HistoryEvent } from '../../lab/history/event.ts';
import type { History } from '../../lab/history/history.ts';

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

export function trailOf(history: History, correlationId: string): SignInTrail {
  const events = history.of(correlationId);
  return {
    agents: facts(events, 'passthrough.dispatched', 'machineName'),
    answeredBy: facts(events, 'passthrough.answered', 'agentId'),
    adfs: events.some((event) => event.kind === 'trust.issued'),
    methods: facts(events, 'method.chosen', 'method'),
    domainControllers: events
      .filter((event) => event.kind.startsWith('bind.'))
      .map((event) => event.component),
  };
}

function facts(events: readonly HistoryEvent[], kind: string, fact: string): string[] {
  return events.filter((event) => event.kind === kind).map((event) => String(event.data?.[fact]));
}
