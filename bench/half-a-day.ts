import { startLab } from '../lab/launchers/index.ts';
import { managedEstate } from './estates.ts';
import { summarize, timed, type Summary } from './samples.ts';

export interface HalfADay {
  readonly advanceMs: Summary;
  readonly timers: number;
  readonly msPerTimer: number;
}

/** Twelve hours of three agents' heartbeats and renewal checks and of Connect's cycles, over real sockets. */
export async function halfADay(times: number): Promise<HalfADay> {
  await using lab = await startLab({ lab: managedEstate(3) });
  const samples: number[] = [];
  let timers = 0;
  for (let nth = 0; nth < times; nth++) {
    samples.push(
      await timed(async () => {
        timers = (await lab.clock.advance(12 * 3_600_000)).fired;
      }),
    );
  }
  const advanceMs = summarize(samples);
  return {
    advanceMs,
    timers,
    msPerTimer: Math.round((advanceMs.median / Math.max(1, timers)) * 1_000) / 1_000,
  };
}
