import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { advise, GUIDE, type Demand, type NamedAdvice } from '../../load/index.ts';
import { UsageError } from '../errors.ts';
import { readNumber } from './numbers.ts';

/** The load that a tenant expects, as typed. */
export interface DemandOptions {
  readonly peak?: string;
  readonly average?: string;
}

const MOST_RATE = 1_000_000;

/** Undefined when neither was given. Throws UsageError when only one was, or the average is the greater. */
export function readDemand({ peak, average }: DemandOptions): Demand | undefined {
  if (peak === undefined && average === undefined) return undefined;
  if (peak === undefined || average === undefined)
    throw new UsageError(
      '--peak and --average go together: sign-ins per second in the busiest minute, and on average',
    );
  const demand = {
    peak: readNumber('--peak', peak, 0.001, MOST_RATE),
    average: readNumber('--average', average, 0.001, MOST_RATE),
  };
  if (demand.average > demand.peak)
    throw new UsageError(`--average ${demand.average} is more than --peak ${demand.peak}`);
  return demand;
}

/** By the guide's lower and upper figure, and by what was measured here. */
export function adviceFor(demand: Demand, measured: number | undefined): NamedAdvice[] {
  const { low, high, machine } = GUIDE.perAgent;
  const rules: [string, number][] = [
    [`${low}/s  the guide, ${machine}`, low],
    [`${high}/s  the guide, ${machine}`, high],
  ];
  if (measured !== undefined) rules.push([`${measured}/s  measured on this machine`, measured]);
  return rules.map(([rule, perAgent]) => ({ rule, advice: advise(demand, perAgent) }));
}

const kneeFile = z.object({
  kind: z.literal('knee'),
  rows: z.array(z.object({ agents: z.number(), knee: z.number().optional() })),
});

/** What one agent carried in the newest knee search of this folder's reports; undefined when there was none. */
export function lastKnee(cwd: string): number | undefined {
  const reports = join(cwd, 'reports');
  for (const name of foldersOf(reports).sort().reverse()) {
    const knee = kneeIn(join(reports, name, 'knee.json'));
    if (knee !== undefined) return knee;
  }
  return undefined;
}

function foldersOf(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => name !== 'latest');
  } catch {
    return [];
  }
}

function kneeIn(path: string): number | undefined {
  try {
    const { rows } = kneeFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    return rows.find(({ agents }) => agents === 1)?.knee;
  } catch {
    return undefined;
  }
}
