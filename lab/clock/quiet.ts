import type { Participant, Probe } from './clock.ts';
import { ClockStallError } from './errors.ts';
import { wallDeadline, wallElapsed, wallSleep } from './wall.ts';

/** What one look at the parts of the lab saw. */
interface Look {
  readonly activity: string;
  readonly busy: readonly string[];
  readonly patienceMs: number;
}

/** How the lab is waited for. */
interface Patience {
  readonly watchdogMs: number;
  /** For the error. */
  readonly doing: string;
}

const POLL_MS = 1;
const SPINS = 64;
const ENDLESS = 12;

/**
 * Waits until nothing moves: two looks in a row in which no part is at work and none has done anything since the look
 * before (Mattern's counting method for termination, with links and clock messages as the channels). Parts of this
 * process are looked at until they rest, before parts in other processes are asked. Work that waits for a lab timer, a
 * held link or a dead agent counts as rest. Where parts are in other processes a third look follows after a moment: what
 * one process has sent to another may still be with a busy kernel, where no look sees it. Throws ClockStallError, naming who is stuck, after `watchdogMs` of real
 * time without any progress, or twelve times that with progress that never ends.
 */
export async function settle(
  participants: () => readonly Participant[],
  watchdogMs: number,
  doing: string,
): Promise<void> {
  const patience = { watchdogMs, doing };
  const watch = watchdog(patience);
  let last = '';
  let rested = false;
  let calm = 0;
  for (;;) {
    const near = await untilNearRest(participants, watch);
    const look = await askFar(participants(), patience);
    const seen = `${near}|${look.activity}`;
    const rests = look.busy.length === 0;
    calm = rests && rested && seen === last ? calm + 1 : 0;
    if (calm > (isFar(participants()) ? 1 : 0)) return;
    if (calm > 0) await wallSleep(POLL_MS);
    watch(seen !== last, look);
    last = seen;
    // Whoever was at work a look ago may have told somebody who had answered already: that shows in the next one.
    rested = rests;
    if (!rests) await wallSleep(POLL_MS);
  }
}

function isFar(participants: readonly Participant[]): boolean {
  return participants.some((one) => one.far === true);
}

/** Looks at the parts of this process until they rest twice; returns their activity. */
async function untilNearRest(participants: () => readonly Participant[], watch: Watch): Promise<string> {
  let last = '';
  for (let spins = 0; ; spins++) {
    await turn();
    await turn();
    const look = lookNear(participants());
    const still = look.activity === last;
    if (still && look.busy.length === 0) return last;
    watch(!still, look);
    last = look.activity;
    if (look.busy.length > 0 || spins > SPINS) await wallSleep(POLL_MS);
  }
}

function lookNear(participants: readonly Participant[]): Look {
  return summarize(participants.flatMap((one) => (one.far === true ? [] : [named(one, one.probe())])));
}

/**
 * Asks the parts in other processes once; all that was sent to them before has been dealt with when they answer. Throws
 * ClockStallError: one that does not answer in time is the one that is stuck.
 */
export async function askFar(
  participants: readonly Participant[],
  { watchdogMs, doing }: Patience,
): Promise<Look> {
  const far = participants.filter((one) => one.far === true);
  if (far.length === 0) return summarize([]);
  const silent = new Set(far.map(({ name }) => name));
  const asked = far.map(async (one) => {
    const probe = await one.probe();
    silent.delete(one.name);
    return named(one, probe);
  });
  const late = (): Error => new ClockStallError([...silent], watchdogMs, doing);
  return summarize(await wallDeadline(watchdogMs, Promise.all(asked), late));
}

function named({ name }: Participant, { activity, busy, patienceMs = 0 }: Probe): Look {
  return { activity: String(activity), busy: busy.map((work) => `${name} (${work})`), patienceMs };
}

function summarize(looks: readonly Look[]): Look {
  return {
    activity: looks.map(({ activity }) => activity).join(),
    busy: looks.flatMap(({ busy }) => busy),
    patienceMs: Math.max(0, ...looks.map(({ patienceMs }) => patienceMs)),
  };
}

/** Told of every look; throws when there has been no progress for too long. */
type Watch = (progressed: boolean, look: Look) => void;

function watchdog({ watchdogMs, doing }: Patience): Watch {
  const started = wallElapsed();
  let progressed = started;
  return (progress, { busy, patienceMs }) => {
    const now = wallElapsed();
    if (progress) progressed = now;
    const limitMs = Math.max(watchdogMs, patienceMs);
    if (now - progressed <= limitMs && now - started <= limitMs * ENDLESS) return;
    throw new ClockStallError(busy.length > 0 ? busy : ['traffic'], limitMs, doing);
  };
}

/** One turn of the event loop: every socket that had something to say has said it. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
