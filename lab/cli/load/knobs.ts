import { UsageError } from '../errors.ts';
import { readMs, readNumber, readWhole } from './numbers.ts';

/** What of the command line goes to the script. */
export interface KnobOptions {
  readonly rate?: string;
  readonly duration?: string;
  readonly vus?: string;
  readonly p95?: string;
  readonly env?: readonly string[];
}

export interface Knobs {
  readonly values: Readonly<Record<string, string>>;
  readonly durationMs: number | undefined;
}

const MOST_RATE = 100_000;
const MOST_VUS = 10_000;
const DAY_MS = 86_400_000;
const MOST_VALUE = 1_000;
const NAME = /^[A-Z][A-Z0-9_]{0,63}$/;
/** What the runner itself sets: a script that is told otherwise would load something else, or trust somebody else. */
const RESERVED = /^(PTALAB_|K6_|SSL_)/;

/** The variables that scripts read. Throws UsageError. */
export function readKnobs(options: KnobOptions): Knobs {
  const { rate, duration, vus, p95, env = [] } = options;
  const durationMs = duration === undefined ? undefined : readMs('--duration', duration, 1_000, DAY_MS);
  const own: Record<string, string> = {};
  if (rate !== undefined) own['RATE'] = String(readNumber('--rate', rate, 0.01, MOST_RATE));
  if (durationMs !== undefined) own['DURATION'] = `${durationMs}ms`;
  if (vus !== undefined) own['VUS'] = String(readWhole('--vus', vus, 1, MOST_VUS));
  if (p95 !== undefined) own['THRESHOLD_P95_MS'] = String(readMs('--p95', p95, 1, DAY_MS));
  return { values: { ...Object.fromEntries(env.map(readPair)), ...own }, durationMs };
}

function readPair(text: string): [string, string] {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || !NAME.test(name))
    throw new UsageError(
      `--env takes NAME=value, the name in capitals, such as STEPS=5; not ${JSON.stringify(text)}`,
    );
  if (RESERVED.test(name)) throw new UsageError(`--env cannot set ${name}: ptalab sets it itself`);
  if (value.length > MOST_VALUE) throw new UsageError(`--env ${name} has more than ${MOST_VALUE} characters`);
  return [name, value];
}
