import { hash32 } from '../../chance/chance.ts';

/** Chooses one of the agents that listen, busy or not; `agentIds` is sorted and not empty. */
export type Dispatch = (
  message: { readonly user: string; readonly ordinal: number },
  agentIds: readonly string[],
) => string;

/** The same seed, user, request and listeners give the same choice, whatever else goes on. */
export function seededDispatch(seed: string): Dispatch {
  return ({ user, ordinal }, agentIds) => {
    const chosen = agentIds[hash32(seed, user, ordinal) % agentIds.length];
    if (chosen === undefined) throw new RangeError('dispatch needs at least one listener');
    return chosen;
  };
}
