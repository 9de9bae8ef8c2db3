import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownTables, withTables } from './ledger-page.ts';
import { standingTables } from './ledger.ts';
import { tableFile } from './table/schema.ts';

test('docs/fidelity.md has the suite’s tables: `node scripts/differential-table.ts` writes them anew', () => {
  const page = readFileSync(new URL('../docs/fidelity.md', import.meta.url), 'utf8');
  expect(page).toBe(withTables(page, ownTables()));
});

test('groups are counted, and a difference shows both answers', () => {
  const differences = new Map([
    ['A-2', { simulated: { code: '0', names: '' }, reason: 'one | two', source: 'RFC 1' }],
  ]);
  const groups = new Map([
    [
      'a-some-names',
      tableFile.parse([
        { id: 'A-1', when: {} },
        { id: 'A-2', when: {} },
      ]),
    ],
  ]);
  const lines = standingTables({ groups, differences, recorded: () => ({ code: '49', names: '' }) }).split(
    '\n',
  );
  expect(lines[2]).toBe('| some names | 2 | 1 | 1 |');
  expect(lines.at(-1)).toBe('| A-2 | code 0 (49) | one \\| two | RFC 1 |');
});
