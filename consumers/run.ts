import { wallElapsed } from '../lab/clock/wall.ts';
import { MissingError, type Consumer, type Outcome, type Prepared } from './consumer.ts';
import { raiseDomain } from './raise.ts';

/** How it went with one consumer. */
export interface Result {
  /** Its folder. */
  readonly name: string;
  readonly title: string;
  readonly kind: Consumer['kind'];
  /** Undefined when it could not be installed. */
  readonly version: string | undefined;
  readonly outcomes: readonly Outcome[];
  /** Real seconds, to install it and to use it. */
  readonly installed: number;
  readonly used: number;
}

export interface NamedConsumer {
  readonly name: string;
  readonly consumer: Consumer;
}

interface Ready extends NamedConsumer {
  readonly prepared: Prepared | MissingError;
  readonly installed: number;
}

/** Installs them all at once, since that is mostly waiting, and then uses so many at a time as `lanes` says. */
export async function tryConsumers(
  consumers: readonly NamedConsumer[],
  { cache, lanes, onResult }: { cache: string; lanes: number; onResult: (result: Result) => void },
): Promise<Result[]> {
  const ready = await Promise.all(consumers.map((each) => prepare(each, cache)));
  const waiting = ready.values();
  const results: Result[] = [];
  const lane = async (): Promise<void> => {
    for (const each of waiting) {
      const result = await use(each);
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results.sort((a, b) => a.name.localeCompare(b.name));
}

async function prepare(named: NamedConsumer, cache: string): Promise<Ready> {
  const from = wallElapsed();
  const prepared = await named.consumer.prepare(cache).catch((error: unknown) => {
    return error instanceof MissingError ? error : new MissingError(messageOf(error));
  });
  return { ...named, prepared, installed: secondsSince(from) };
}

async function use({ name, consumer, prepared, installed }: Ready): Promise<Result> {
  const { title, kind } = consumer;
  const from = wallElapsed();
  if (prepared instanceof MissingError) {
    const outcomes = [{ what: 'it is installed', wrong: prepared.message }];
    return { name, title, kind, version: undefined, outcomes, installed, used: 0 };
  }
  const outcomes = await outcomesOf(prepared);
  return { name, title, kind, version: prepared.version, outcomes, installed, used: secondsSince(from) };
}

async function outcomesOf(prepared: Prepared): Promise<readonly Outcome[]> {
  try {
    await using raised = await raiseDomain();
    const outcomes = await prepared.use(raised.domain);
    const defects = raised.defects().map((wrong) => ({ what: 'the domain controllers answer', wrong }));
    if (outcomes.length === 0) return [{ what: 'something is tried', wrong: 'nothing was' }, ...defects];
    return [...outcomes, ...defects];
  } catch (error) {
    return [{ what: 'it is used to the end', wrong: messageOf(error) }];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function secondsSince(from: number): number {
  return Math.round((wallElapsed() - from) / 100) / 10;
}
