import type { Chance } from './chance/chance.ts';
import type { Clock } from './clock/clock.ts';
import type { HistorySink } from './history/history.ts';
import type { Links } from './links/links.ts';
import type { Authority } from './pki/authority.ts';

/** What every component of the estate is given when it is defined; none of it is ambient. */
export interface ComponentContext {
  /** The component's own view of the lab clock. */
  readonly clock: Clock;
  readonly history: HistorySink;
  /** A generator of the component's own, forked from the lab's seed. */
  readonly chance: Chance;
  /** The lab CA, which every simulated host trusts. */
  readonly authority: Authority;
  readonly links: Links;
}

/** A component that has started: its services may be linked to, and `stop` leaves nothing behind. */
export interface Started extends AsyncDisposable {
  readonly name: string;
  stop(): Promise<void>;
}
