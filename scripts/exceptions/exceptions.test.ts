import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ownTable } from './read.ts';
import { exceptionsTable, withTable } from './table.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('docs/launchers.md tells what does not run everywhere: `node scripts/exceptions-table.ts` writes it anew', async () => {
  const page = readFileSync(new URL('../../docs/launchers.md', import.meta.url), 'utf8');
  expect(page).toBe(withTable(page, await ownTable(ROOT)));
});

test('the table has entries and tags, and nothing breaks a row', () => {
  const scenario = { id: 'b', slug: 'b', feature: 'F', family: 'F', uri: 'features/b.feature', line: 1 };
  const table = exceptionsTable(
    [
      {
        uri: 'features/a.feature',
        name: 'One | two',
        launchers: ['docker', 'attach'],
        reason: 'it needs threads',
        place: 'x:1',
      },
    ],
    [
      { ...scenario, name: 'Three', tags: ['@docker'] },
      { ...scenario, name: 'Four', tags: [] },
    ],
  );
  const rows = table.split('\n');
  expect(rows[2]).toBe('| features/a.feature: One \\| two | not on docker, attach | it needs threads |');
  expect(rows[3]).toMatch(/^\| features\/b\.feature: Three \| on docker only \| .+ \|$/);
  expect(rows).toHaveLength(4);
});
