import type { Chance } from '../chance/chance.ts';
import type { Clock, NearParticipant } from '../clock/clock.ts';
import type { ComponentContext } from '../component.ts';
import type { HistorySink } from '../history/history.ts';
import type { Links } from '../links/links.ts';
import type { Authority } from '../pki/authority.ts';
import type { KeySource } from '../pki/key-source.ts';
import type { ConductorControl } from './host-contract.ts';

/** What a component host stands on, wherever it is. */
export interface HostGround {
  readonly history: HistorySink;
  readonly links: Links;
  /** The lab's generator; each component forks its own. */
  readonly chance: Chance;
  readonly authority: Authority;
  readonly keys: KeySource;
  readonly conductor: ConductorControl;
  clockFor(component: string): Clock;
  /** Counts what moves here besides links. */
  watch(part: NearParticipant): void;
}

/** What a component is given. */
export function contextFor(ground: HostGround, component: string): ComponentContext {
  const { history, chance, authority, links } = ground;
  return { clock: ground.clockFor(component), history, chance: chance.fork(component), authority, links };
}
