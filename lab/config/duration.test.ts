import { expect, test } from 'vitest';
import { z } from 'zod';
import { duration } from './duration.ts';

test.each([
  ['15s', 15_000],
  ['30m', 1_800_000],
  ['1h30m', 5_400_000],
  ['0s', 0],
])('%s is %d ms', (text, ms) => {
  expect(duration().parse(text)).toBe(ms);
});

test('the default is read like text that was written', () => {
  const schema = z.object({ limit: duration('12h') });
  const input: z.input<typeof schema> = {};
  const output: z.output<typeof schema> = schema.parse(input);
  expect(output.limit).toBe(43_200_000);
});

test.each([[30], ['30'], ['soon'], [''], [null], ['-5s'], ['9'.repeat(30) + 'd']])(
  '%j is refused with an example',
  (value) => {
    const outcome = duration('30m').safeParse(value);
    expect(outcome.error?.issues[0]?.message).toContain('a duration such as 15s, 30m');
  },
);
