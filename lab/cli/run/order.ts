import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseDuration } from '../../clock/duration.ts';
import type { LaunchChoice } from '../../report/run-parameters.ts';
import { UsageError } from '../errors.ts';
import { DEFAULT_LAUNCHER, readLaunch, type LaunchOptions } from './launch/launch-options.ts';

/** What was typed after `ptalab run`, as commander hands it over. */
export interface RunOptions extends LaunchOptions {
  readonly tags?: string;
  readonly name?: string;
  readonly seed?: string;
  readonly parallel?: string;
  readonly shard?: string;
  readonly list?: boolean;
  readonly dryRun?: boolean;
  readonly open?: boolean;
  readonly lab?: string;
  readonly report?: string;
  readonly scenarioLimit: string;
  readonly runLimit: string;
}

/** A run as it was ordered, every value checked. */
export interface RunOrder {
  readonly patterns: readonly string[];
  readonly tags: string;
  readonly name: string | undefined;
  readonly seed: string;
  readonly parallel: number;
  readonly shard: string | undefined;
  readonly labFile: string | undefined;
  readonly launch: LaunchChoice;
  readonly reportFolder: string | undefined;
  readonly scenarioLimitMs: number;
  readonly runLimitMs: number;
}

const PARALLEL_LIMIT = 64;
const DEFAULT_PARALLEL_LIMIT = 8;

/** Checks what was typed. Throws UsageError, naming the option and what it takes. */
export function readOrder(
  patterns: readonly string[],
  options: RunOptions,
  env: NodeJS.ProcessEnv = process.env,
): RunOrder {
  const launch = readLaunch(options, env, DEFAULT_LAUNCHER.run);
  return {
    patterns,
    tags: options.tags ?? '',
    name: readName(options.name),
    seed: readSeed(options.seed),
    parallel: readParallel(options.parallel, launch),
    shard: readShard(options.shard),
    labFile: options.lab === undefined ? undefined : resolve(options.lab),
    launch,
    reportFolder: options.report === undefined ? undefined : resolve(options.report),
    scenarioLimitMs: readLimit('--scenario-limit', options.scenarioLimit),
    runLimitMs: readLimit('--run-limit', options.runLimit),
  };
}

/** The seed as given, or a new one. It stands in folder names. */
export function readSeed(text: string | undefined): string {
  if (text === undefined) return randomBytes(4).toString('hex');
  if (/^\w[\w.-]{0,63}$/.test(text)) return text;
  throw new UsageError(`--seed takes up to 64 letters, digits, dots and dashes, not ${JSON.stringify(text)}`);
}

function readName(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    new RegExp(text);
    return text;
  } catch (error) {
    throw new UsageError(
      `--name takes a regular expression: ${error instanceof Error ? error.message : text}`,
    );
  }
}

/** An estate that is attached to, or a real domain, has one lab at a time. */
function readParallel(text: string | undefined, { attach, forestFile }: LaunchChoice): number {
  if (attach !== undefined || forestFile !== undefined) {
    if (text === undefined || text === '1') return 1;
    const [option, what] = attach === undefined ? ['--forest', 'domain'] : ['--attach', 'estate'];
    throw new UsageError(
      `--parallel ${text} and ${option} exclude each other: the ${what} has one lab at a time`,
    );
  }
  if (text === undefined) return Math.min(DEFAULT_PARALLEL_LIMIT, Math.max(2, availableParallelism()));
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= PARALLEL_LIMIT) return value;
  throw new UsageError(
    `--parallel takes a whole number from 1 to ${PARALLEL_LIMIT}, not ${JSON.stringify(text)}`,
  );
}

function readShard(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const [, index, total] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  if (Number(index) >= 1 && Number(index) <= Number(total)) return text;
  throw new UsageError(`--shard takes i/n with i from 1 to n, such as 1/3, not ${JSON.stringify(text)}`);
}

function readLimit(option: string, text: string): number {
  try {
    const ms = parseDuration(text);
    if (ms > 0) return ms;
  } catch {
    // Said below, with the option's name.
  }
  throw new UsageError(`${option} takes a duration such as 60s or 15m, not ${JSON.stringify(text)}`);
}
