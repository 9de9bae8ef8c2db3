import { wallElapsed } from '../lab/clock/wall.ts';
import { MissingError, type Outcome, type Prepared, type Raised, type Tried } from './tried.ts';

/** How it went with one of them. */
export interface Result {
  /** Its folder. */
  readonly name: string;
  readonly title: string;
  readonly kind: string;
  /** Undefined when it could not be installed. */
  readonly version: string | undefined;
  readonly outcomes: readonly Outcome[];
  /** Real seconds, to install it and to use it. */
  readonly installed: number;
  readonly used: number;
}

export interface Named<T> {
  readonly name: string;
  readonly tried: Tried<T>;
}

interface Ready<T> extends Named<T> {
  readonly prepared: Prepared<T> | MissingError;
  readonly installed: number;
}

export interface Trial<T> {
  /** Where they are installed. */
  readonly cache: string;
  /** How many are used at a time. */
  readonly lanes: number;
  /** For each of them. */
  raise(): Promise<Raised<T>>;
  onResult(result: Result): void;
}

/** Installs them all at once, since that is mostly waiting, and then uses so many at a time as `lanes` says. */
export async function tryAll<T>(
  all: readonly Named<T>[],
  { cache, lanes, raise, onResult }: Trial<T>,
): Promise<Result[]> {
  const ready = await Promise.all(all.map((each) => prepare(each, cache)));
  const waiting = ready.values();
  const results: Result[] = [];
  const lane = async (): Promise<void> => {
    for (const each of waiting) {
      const result = await use(each, raise);
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results.sort((a, b) => a.name.localeCompare(b.name));
}

async function prepare<T>(named: Named<T>, cache: string): Promise<Ready<T>> {
  const from = wallElapsed();
  const prepared = await named.tried.prepare(cache).catch((error: unknown) => {
    return error instanceof MissingError ? error : new MissingError(messageOf(error));
  });
  return { ...named, prepared, installed: secondsSince(from) };
}

async function use<T>(
  { name, tried, prepared, installed }: Ready<T>,
  raise: Trial<T>['raise'],
): Promise<Result> {
  const { title, kind } = tried;
  const from = wallElapsed();
  if (prepared instanceof MissingError) {
    const outcomes = [{ what: 'it is installed', wrong: prepared.message }];
    return { name, title, kind, version: undefined, outcomes, installed, used: 0 };
  }
  const outcomes = await outcomesOf(prepared, raise);
  return { name, title, kind, version: prepared.version, outcomes, installed, used: secondsSince(from) };
}

async function outcomesOf<T>(prepared: Prepared<T>, raise: Trial<T>['raise']): Promise<readonly Outcome[]> {
  try {
    await using raised = await raise();
    const outcomes = await prepared.use(raised.subject);
    const defects = (await raised.defects()).map((wrong) => ({
      what: 'the lab answers without a defect',
      wrong,
    }));
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
