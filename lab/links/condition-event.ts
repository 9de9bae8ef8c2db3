import type { HistoryEntry } from '../history/event.ts';
import type { LinkCondition } from './link.ts';
import type { LinkIdentity } from './service.ts';

/** What the history says of a link that is now in another condition. */
export function conditionEvent({ from, to }: LinkIdentity, condition: LinkCondition): HistoryEntry {
  return { component: 'network', kind: kindOf(condition), data: { from, to, ...figuresOf(condition) } };
}

function kindOf({ state, slowed }: LinkCondition): string {
  if (state !== 'open') return state === 'cut' ? 'link.cut' : 'link.held';
  return slowed === undefined ? 'link.restored' : 'link.slowed';
}

function figuresOf({ state, slowed }: LinkCondition): Record<string, number> {
  if (state !== 'open' || slowed === undefined) return {};
  const { latencyMs, jitterMs, lossPercent } = slowed;
  return {
    latencyMs,
    ...(jitterMs === undefined ? {} : { jitterMs }),
    ...(lossPercent === undefined ? {} : { lossPercent }),
  };
}
