/** A part of the lab did not come to rest within the watchdog's real time. */
export class ClockStallError extends Error {
  readonly code = 'PTALAB_CLOCK_STALL';
  readonly stuck: readonly string[];
  constructor(stuck: readonly string[], waitedMs: number, doing: string) {
    super(
      `the lab clock cannot move on (${doing}): ${stuck.join(', ')} did not settle within ${waitedMs / 1000} s of real time. ` +
        'Look at that component in the history; pause or stop it before advancing.',
    );
    this.name = 'ClockStallError';
    this.stuck = stuck;
  }
}

/** All is quiet, lab time has been spent to its limit, and what was waited for has not come. */
export class PendingWaitError extends Error {
  readonly code = 'PTALAB_PENDING_WAIT';
  constructor(what: string, spentMs: number, next: string | undefined) {
    super(
      `still waiting for ${what} after ${spentMs / 1000} s of lab time, and all is quiet` +
        (next === undefined ? ': no timer is left that could bring it.' : `; the next timer is ${next}.`),
    );
    this.name = 'PendingWaitError';
  }
}

/** An advance would overtake an agent that does not take the lab clock. */
export class UntimedParticipantError extends Error {
  readonly code = 'PTALAB_UNTIMED_AGENT';
  constructor(name: string, askedMs: number, shortestMs: number) {
    super(
      `cannot advance by ${askedMs / 1000} s: ${name} does not implement the clock extension, and the shortest interval it was ` +
        `handed is ${shortestMs / 1000} s. Advance by less than that, stop ${name}, or let the clock flow.`,
    );
    this.name = 'UntimedParticipantError';
  }
}

/** A frozen clock cannot know whether a part that lives by the wall is at rest. */
export class FrozenUntimedError extends Error {
  readonly code = 'PTALAB_FROZEN_UNTIMED';
  constructor(name: string) {
    super(
      `${name} does not implement the clock extension, so a frozen clock cannot tell whether it is at work: let the clock ` +
        'flow (`clock: { mode: flowing }` in the lab file), or run an agent that takes the lab clock.',
    );
    this.name = 'FrozenUntimedError';
  }
}

/** The duration is not a number with a unit. */
export class DurationError extends Error {
  readonly code = 'PTALAB_DURATION';
  constructor(text: string) {
    super(`"${text}" is no duration: write a number and a unit, such as 500ms, 90s, 15m, 12h or 2d.`);
    this.name = 'DurationError';
  }
}

/** The lab is over: its clock moves no more. */
export class ClockStoppedError extends Error {
  readonly code = 'PTALAB_CLOCK_STOPPED';
  constructor() {
    super('the lab has been stopped, and its clock with it; nothing that waited for it will come');
    this.name = 'ClockStoppedError';
  }
}
