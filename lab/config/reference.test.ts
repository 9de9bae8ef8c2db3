import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultLab, parseLab } from './index.ts';
import { labFileReference } from './reference.ts';

const page = labFileReference();

test('docs/lab-file.md is current: `node scripts/lab-file-reference.ts` writes it anew', () => {
  expect(readFileSync(new URL('../../docs/lab-file.md', import.meta.url), 'utf8')).toBe(page);
});

test('the example in it is the default lab', () => {
  const [, example = ''] = /```yaml\n(.+?)```/s.exec(page) ?? [];
  expect(parseLab(example, 'docs/lab-file.md')).toEqual(defaultLab());
});

test.each([
  '| `forest.lockout.duration` | duration | `30m` |',
  '| `cloud.domains[].authentication` | `managed`, `federated` | `managed` |',
  '| `connect[].syncInterval` | duration | `30m` |',
  '| `agents[].host` | text | must be written |',
])('%s', (row) => {
  expect(page).toContain(row);
});
