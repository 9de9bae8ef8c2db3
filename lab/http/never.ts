/**
 * Node's longest timer, some 24 days: for the timers of libraries that run on the wall and cannot be switched off.
 * What really limits them is a timer on the lab clock, or the caller's end.
 */
export const NEVER_MS = 0x7fff_ffff;
