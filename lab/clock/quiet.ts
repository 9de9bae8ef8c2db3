import type { Participant } from './clock.ts';
import { ClockStallError } from './errors.ts';
import { wallDeadline, wallElapsed, wallSleep } from './wall.ts';

/** What one round over all parts of the lab saw. */
interface Round {
  readonly activity: string;
  readonly busy: readonly string[];
}

const POLL_MS = 1;
const ENDLESS = 12;

/** One turn of the event loop: every socket that had something to say has said it. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Asks every part once. A part that does not answer in time is the one that is stuck. */
async function look(participants: readonly Participant[], watchdogMs: number, doing: string): Promise<Round> {
  const silent = new Set(participants.map((one) => one.name));
  const asked = participants.map(async (participant) => {
    const { activity, busy } = await participant.probe();
    silent.delete(participant.name);
    return { activity, busy: busy.map((work) => `${participant.name} (${work})`) };
  });
  const seen = await wallDeadline(
    watchdogMs,
    Promise.all(asked),
    () => new ClockStallError([...silent], watchdogMs, doing),
  );
  return { activity: seen.map((one) => one.activity).join(), busy: seen.flatMap((one) => one.busy) };
}

/**
 * Waits until nothing moves: two rounds in a row in which no part is at work and none has done anything since the
 * round before (Mattern's counting method for termination, with links and clock messages as the channels). Work that
 * waits for a lab timer, a held link or a dead agent counts as quiet. Throws ClockStallError, naming who is stuck,
 * after `watchdogMs` of real time without any progress, or twelve times that with progress that never ends.
 */
export async function settle(
  participants: () => readonly Participant[],
  watchdogMs: number,
  doing: string,
): Promise<void> {
  const started = wallElapsed();
  let progressed = started;
  let last: Round = { activity: '', busy: [] };
  for (;;) {
    await turn();
    await turn();
    const round = await look(participants(), watchdogMs, doing);
    const still = round.activity === last.activity;
    if (still && round.busy.length === 0) return;
    last = round;
    const now = wallElapsed();
    if (!still) progressed = now;
    if (now - progressed > watchdogMs || now - started > watchdogMs * ENDLESS) {
      throw new ClockStallError(round.busy.length > 0 ? round.busy : ['traffic'], watchdogMs, doing);
    }
    if (!still || round.busy.length > 0) await wallSleep(POLL_MS);
  }
}
