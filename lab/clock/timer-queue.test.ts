import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimerQueue } from './timer-queue.ts';

test('timers come out in order whatever is added and cancelled', () => {
  const step = fc.record({
    due: fc.nat(50),
    component: fc.constantFrom('a', 'b', 'c'),
    cancel: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const queue = new TimerQueue();
      const timers = steps.map(({ due, component }) => queue.add(due, component, 'timer', () => undefined));
      const kept = timers.filter((_, index) => !steps[index]?.cancel);
      for (const timer of timers) if (!kept.includes(timer)) queue.cancel(timer);
      expect(queue.size).toBe(kept.length);
      const expected = kept.toSorted(
        (x, y) => x.due - y.due || x.component.localeCompare(y.component) || x.sequence - y.sequence,
      );
      const popped = [];
      for (let timer = queue.pop(); timer !== undefined; timer = queue.pop()) popped.push(timer);
      expect(popped).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});
