import type { Clock } from './clock.ts';
import { ComponentClock } from './component-clock.ts';
import { wallAfter, wallNow } from './wall.ts';

/** The wall as a Clock, for a process that no lab clock reaches. Its timers keep no process alive. */
export function wallClock(component: string): Clock {
  return new ComponentClock(component, {
    now: wallNow,
    schedule: (_component, delayMs, _name, fire) => wallAfter(delayMs, fire),
  });
}
