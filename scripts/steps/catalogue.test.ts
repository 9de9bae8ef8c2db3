import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { stepCatalogue } from './catalogue.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('docs/steps.md is current: `node scripts/step-catalogue.ts` writes it anew', async () => {
  const page = await stepCatalogue(ROOT);
  expect(page).toContain('- `a lab described by:`');
  expect(readFileSync(new URL('../../docs/steps.md', import.meta.url), 'utf8')).toBe(page);
});
