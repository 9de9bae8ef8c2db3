import { sizeText } from '../../load/index.ts';
import { UsageError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Host } from '../host.ts';
import { adviceFor, lastKnee, readDemand, type DemandOptions } from './demand.ts';
import { readNumber } from './numbers.ts';

/** What was typed after `ptalab load size`. */
export interface SizeOptions extends DemandOptions {
  readonly knee?: string;
  readonly json?: boolean;
}

const MOST_KNEE = 100_000;

/** How many agents a tenant needs; nothing is measured. Throws UsageError. */
export function size(options: SizeOptions, { cwd, terminal }: Host): ExitCode {
  const demand = readDemand(options);
  if (demand === undefined)
    throw new UsageError(
      'load size needs the load that the tenant expects, such as --peak 900 --average 120',
    );
  const knee = options.knee === undefined ? lastKnee(cwd) : readNumber('--knee', options.knee, 1, MOST_KNEE);
  const advice = adviceFor(demand, knee);
  if (options.json === true) {
    const { peak, average } = demand;
    terminal.say(JSON.stringify({ peak, average, advice: advice.map(({ advice: one }) => one) }, null, 2));
    return EXIT.passed;
  }
  for (const line of sizeText(demand, advice)) terminal.say(line);
  if (knee === undefined)
    terminal.say(
      '  Nothing has been measured here yet: `ptalab load knee` does, or say --knee <per second>.',
    );
  return EXIT.passed;
}
