import type { ClockMode } from './time-base.ts';

/** What an agent tells the lab clock. One JSON object per WebSocket text message. */
export type ToClock =
  /** First message: who this is. */
  | { readonly op: 'hello'; readonly name: string }
  /** Wants `fire` with this id after so much lab time. */
  | { readonly op: 'set'; readonly id: number; readonly delayMs: number; readonly name: string }
  | { readonly op: 'cancel'; readonly id: number }
  /**
   * Acknowledges a probe: what it has done so far, what it is doing now, and for how many real milliseconds that is to
   * be waited for where it may take longer than usual.
   */
  | {
      readonly op: 'rest';
      readonly id: number;
      readonly activity: number;
      readonly busy: readonly string[];
      readonly patienceMs?: number;
    };

/** What the lab clock tells an agent. */
export type FromClock =
  /** Lab time in milliseconds since the Unix epoch; `flowing` keeps pace with the wall from here on. */
  | { readonly op: 'time'; readonly now: number; readonly mode: ClockMode }
  | { readonly op: 'fire'; readonly id: number; readonly now: number }
  /** Asks for `rest`, once everything received before has been dealt with. */
  | { readonly op: 'probe'; readonly id: number };

const MESSAGE_LIMIT = 16_384;
/** Real milliseconds that a process may ask to be waited for. */
const LONGEST_PATIENCE_MS = 120_000;

/** The message, or undefined when it is none. */
export function readToClock(text: string): ToClock | undefined {
  return toClockIn(parse(text));
}

/** The message that a value is, or undefined when it is none. */
export function toClockIn(value: Fields | undefined): ToClock | undefined {
  if (value === undefined) return undefined;
  const { op, id, name, delayMs, activity, busy, patienceMs } = value;
  if (op === 'hello' && typeof name === 'string') return { op, name };
  if (typeof id !== 'number') return undefined;
  if (op === 'set' && typeof delayMs === 'number' && delayMs >= 0 && typeof name === 'string') {
    return { op, id, delayMs, name };
  }
  if (op === 'cancel') return { op, id };
  if (op === 'rest' && typeof activity === 'number' && Array.isArray(busy)) {
    return {
      op,
      id,
      activity,
      busy: busy.map(String),
      patienceMs: Math.min(LONGEST_PATIENCE_MS, Number(patienceMs ?? 0) || 0),
    };
  }
  return undefined;
}

/** The message, or undefined when it is none. */
export function readFromClock(text: string): FromClock | undefined {
  return fromClockIn(parse(text));
}

/** The message that a value is, or undefined when it is none. */
export function fromClockIn(value: Fields | undefined): FromClock | undefined {
  if (value === undefined) return undefined;
  const { op, id, now, mode } = value;
  if (op === 'time' && typeof now === 'number' && (mode === 'frozen' || mode === 'flowing'))
    return { op, now, mode };
  if (op === 'fire' && typeof id === 'number' && typeof now === 'number') return { op, id, now };
  if (op === 'probe' && typeof id === 'number') return { op, id };
  return undefined;
}

/** What a message may have, before it has been looked at. */
export type Fields = Partial<
  Record<'op' | 'id' | 'name' | 'delayMs' | 'activity' | 'busy' | 'patienceMs' | 'now' | 'mode', unknown>
>;

function parse(text: string): Fields | undefined {
  if (text.length > MESSAGE_LIMIT) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
