import { UntimedParticipantError } from './errors.ts';

/** A part of the lab that takes no lab clock and lives by the wall, such as a third party's agent. */
export interface Untimed {
  readonly name: string;
  /** The shortest interval it has been handed, in milliseconds; lab time may not jump past it. */
  shortestIntervalMs(): number;
}

/** Throws UntimedParticipantError when an advance would overtake somebody who cannot know of it. */
export function refuseOvertaking(untimed: Iterable<Untimed>, ms: number): void {
  for (const one of untimed) {
    const shortest = one.shortestIntervalMs();
    if (ms > shortest) throw new UntimedParticipantError(one.name, ms, shortest);
  }
}
