import type { ClockFacts } from '../facts.ts';
import { advice, JOBS, ok, problem, type Finding } from '../finding.ts';

/** Flowing labs begin at wall time, and certificates with them; anything before this release is a clock that was never set. */
const EARLIEST = Date.UTC(2025, 0, 1);
const APART_MS = 100;

export function judgeClock({ wallMs, apartMs, wentBack, unknownZone, zone }: ClockFacts): Finding[] {
  const shown = new Date(wallMs).toISOString();
  const findings = [
    wallMs >= EARLIEST
      ? ok('clock.wall', `it is ${shown}`, JOBS)
      : problem(
          'clock.wall',
          `the machine's clock says ${shown}`,
          'Set it: `sudo date -u -s "<date and time>"`',
          JOBS,
        ),
    isSteady(apartMs, wentBack)
      ? ok('clock.steady', 'wall time and monotonic time go alike', ['load'])
      : problem(
          'clock.steady',
          wentBack
            ? 'monotonic time went back'
            : `wall time and monotonic time went ${apartMs} ms apart in a moment`,
          'Wait until the machine has set its clock, or look to the time of the virtual machine; durations are wrong until then',
          ['load'],
        ),
  ];
  return [...findings, zoneOf(unknownZone, zone)];
}

function isSteady(apartMs: number, wentBack: boolean): boolean {
  return !wentBack && Math.abs(apartMs) <= APART_MS;
}

function zoneOf(unknownZone: string | undefined, zone: string): Finding {
  return unknownZone === undefined
    ? ok('clock.zone', `the time zone is ${zone}; the lab tells every time in UTC`, [])
    : advice(
        'clock.zone',
        `TZ names the time zone ${JSON.stringify(unknownZone)}, which nobody knows`,
        'Set it to a known one (`export TZ=UTC`); the lab tells every time in UTC whatever it says',
      );
}
