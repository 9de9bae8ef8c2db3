import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseLab } from '../../config/index.ts';
import { raiseForests } from '../raise/index.ts';

const page = readFileSync(new URL('../../../docs/forest.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^## (.+)$|^```yaml\n([\s\S]*?)^```$/gm)].reduce<[string, string][]>(
  (found, [, heading, text]) => {
    const last = found.at(-1);
    if (heading !== undefined) return [...found, [heading, '']];
    if (last !== undefined) last[1] = text ?? '';
    return found;
  },
  [],
);

test.each(examples.filter(([, text]) => text !== ''))('the example of "%s" is a forest', (_, text) => {
  const { forest } = parseLab(text, 'docs/forest.md');
  if (forest === undefined) throw new Error('the example has no forest');
  const { estate } = raiseForests(forest, { seed: 'docs', now: () => Date.UTC(2026, 0, 5, 8) });
  expect(estate.forests.length).toBe(1 + forest.forests.length);
});

test('the page has examples', () => {
  expect(examples.filter(([, text]) => text !== '')).toHaveLength(5);
});
