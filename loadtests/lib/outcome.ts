import { check } from 'k6';
import { Counter, Trend } from 'k6/metrics';

/** The ways a password takes. */
export type Flow = 'managed' | 'federated' | 'cloudOnly' | 'activeSync';

/**
 * How a sign-in ended, in one word: `ok`; a number, the AADSTS code; `adfs-refused`; `basic-refused` (ActiveSync);
 * `http-503`, `network-1212` (k6's error code), `unreadable` for answers that are none, `threw` for a script's mistake.
 */
export type Code = string;

export const OK: readonly Code[] = ['ok'];
/** A wrong password, as each flow says it. */
export const WRONG_PASSWORD: readonly Code[] = ['50126', 'adfs-refused', 'basic-refused'];

const begun = new Counter('sign_ins_begun');
const signIns = new Counter('sign_ins');
const failed = new Counter('sign_ins_failed');
const duration = new Trend('sign_in_duration', true);
const codes = new Counter('sign_in_codes');

export interface Attempt {
  readonly flow: Flow;
  /** Endings that the script is after; every other is a failure. */
  readonly expected?: readonly Code[];
  /** More tags for this sign-in's samples. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Runs a sign-in and counts it: how long it took, how it ended, and whether that was expected. */
export function measured(attempt: Attempt, signIn: () => Code): Code {
  const { flow, tags = {} } = attempt;
  begun.add(1, { ...tags, flow });
  const from = Date.now();
  // k6 would only log what a script throws, and the run would pass with fewer sign-ins than it says.
  let code = 'threw';
  try {
    code = signIn();
  } finally {
    count(attempt, code, Date.now() - from);
  }
  return code;
}

function count({ flow, expected = OK, tags = {} }: Attempt, code: Code, took: number): void {
  const all = { ...tags, flow };
  const asExpected = expected.includes(code);
  signIns.add(1, all);
  duration.add(took, all);
  // Nothing is added too, so that a run without failures says 0.
  failed.add(asExpected ? 0 : 1, all);
  codes.add(1, { ...all, code });
  check(code, { 'ended as expected': () => asExpected }, all);
}
