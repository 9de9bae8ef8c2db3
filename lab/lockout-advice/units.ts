const MINUTE = 60_000;
const SECOND = 1_000;

/** The cloud's unit: `1800 s (30 min)`. */
export function formatSeconds(ms: number): string {
  const seconds = Math.round(ms / SECOND);
  return seconds % 60 === 0 ? `${seconds} s (${seconds / 60} min)` : `${seconds} s`;
}

/** Active Directory's unit: `30 min (1800 s)`. */
export function formatMinutes(ms: number): string {
  return `${round(ms / MINUTE)} min (${Math.round(ms / SECOND)} s)`;
}

/** Minutes with one digit behind the point at most. */
export function minutesOf(ms: number): number {
  return round(ms / MINUTE);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
