import type { LogonHoursConfig } from '../config/logon-hours.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const BYTES = 21;
const HOURS = 24;
const WEEK = DAYS.length * HOURS;

/** The bits of `logonHours`: one for each hour of the week in UTC, Sunday midnight in the lowest bit ([MS-SAMR] 2.2.7.5). */
export function logonHoursBytes(config: LogonHoursConfig): Buffer {
  const bytes = Buffer.alloc(BYTES);
  if (config === 'never') return bytes;
  const [from, to] = [config.from, config.to].map((time) => Number(time.slice(0, 2)));
  const length = ((to ?? 0) - (from ?? 0) + HOURS) % HOURS || HOURS;
  for (const day of daysOf(config.days)) {
    for (let hour = 0; hour < length; hour++) {
      const bit = (day * HOURS + (from ?? 0) + hour) % WEEK;
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
  }
  return bytes;
}

/** `Mon,Wed-Fri`; a span may go over the end of the week. */
function daysOf(text: string): number[] {
  return text.split(',').flatMap((span) => {
    const [first = 0, last = first] = span.split('-').map((day) => DAYS.indexOf(day.trim()));
    const length = ((last - first + DAYS.length) % DAYS.length) + 1;
    return Array.from({ length }, (_, n) => (first + n) % DAYS.length);
  });
}
