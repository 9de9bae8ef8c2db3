import { withPart } from '../scripts/marked-part.ts';
import { factsOfRecording, loadGolden } from './golden.ts';
import { standingTables } from './ledger.ts';
import { loadDifferences, loadGroups, loadRecorded } from './table/load.ts';

const PART = { name: 'differential', script: 'scripts/differential-table.ts' };

/** The suite's own tables. That they are true is for `replay.test.ts` to show. */
export function ownTables(): string {
  const golden = new Map(loadGolden().cases.map((each) => [each.id, factsOfRecording(each)] as const));
  const own = loadRecorded();
  const recorded = (id: string) => ({ ...own[id], ...golden.get(id) });
  return standingTables({ groups: loadGroups(), differences: loadDifferences(), recorded });
}

/** The page with its tables replaced. Throws when it has no place for them. */
export function withTables(page: string, tables: string): string {
  return withPart(page, PART, tables);
}
