import { wallElapsed, wallNow, wallSleep } from '../../../clock/wall.ts';
import type { ClockFacts } from '../facts.ts';

const MOMENT_MS = 40;

/** What reads time; the wall's own unless a test says otherwise. */
export interface Readings {
  readonly now: () => number;
  readonly elapsed: () => number;
  readonly pause: () => Promise<void>;
}

const WALL: Readings = { now: wallNow, elapsed: wallElapsed, pause: () => wallSleep(MOMENT_MS) };

export async function probeClock(zoneName = process.env['TZ'], readings = WALL): Promise<ClockFacts> {
  const [wall, monotonic] = [readings.now(), readings.elapsed()];
  await readings.pause();
  const [wallMs, later] = [readings.now(), readings.elapsed()];
  return {
    wallMs,
    apartMs: Math.round(wallMs - wall - (later - monotonic)),
    wentBack: later < monotonic,
    unknownZone: zoneName === undefined || zoneName === '' || isZone(zoneName) ? undefined : zoneName,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** `:Europe/Zurich` is the POSIX way to name a file of zones; `CET-1CEST` is a rule of its own. */
function isZone(name: string): boolean {
  if (/^[A-Z]{3,}[-+]?\d/.test(name) || name.startsWith('/')) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name.replace(/^:/, '') });
    return true;
  } catch {
    return false;
  }
}
