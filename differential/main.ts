import { readOptions, usageError } from '../scripts/options.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { runningPeer, type Peer } from '../scripts/peers/peer.ts';
import { loadGolden } from './golden.ts';
import { Judge, type Row } from './judge-table.ts';
import { clearPending, keepRecordings } from './keep.ts';
import { tableOf, totals } from './report.ts';
import { loadCases } from './table/load.ts';
import { GOOD } from './verdict.ts';
import { openSamba } from './worlds/samba.ts';
import { openSimulated } from './worlds/simulated.ts';

const CALL = 'npm run differential';
const values = readOptions({
  call: CALL,
  about: [
    'Runs one table of cases against the simulated forest and a real Samba domain (`npm run peers:samba`), and compares.',
    'The table is in reports/differential.md. Exit codes: 0 as listed, 1 an unlisted difference, 2 usage, 3 no Samba.',
  ],
  options: {
    only: { type: 'string', default: '' },
    'simulated-only': { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    'clear-pending': { type: 'boolean', default: false },
  },
  meaning: {
    only: 'cases whose id contains this',
    'simulated-only': 'compare with what was recorded of Samba, without one',
    record: 'keep what Samba answered, for later runs without one',
    'clear-pending': 'forget what waits to be judged',
  },
});

const cases = loadCases().filter(({ id }) => id.includes(values.only));
if (cases.length === 0) {
  const mistake = `no case has ${values.only} in its id; ids begin with A- to I- and P-, as in differential/cases`;
  usageError(CALL, mistake);
}
await using simulated = openSimulated();
await using samba = values['simulated-only'] ? undefined : await openSamba(peerOrEnd());
const judge = new Judge(simulated, samba);
const rows: Row[] = [];
for (const test of cases) {
  const row = await judge.row(test);
  rows.push(row);
  const shown = GOOD.includes(row.verdict) ? '' : `: ${row.because}`;
  console.log(`${row.id}: ${row.verdict}${shown}`);
}
const golden = new Set(loadGolden().cases.map(({ id }) => id));
mkdirSync('reports', { recursive: true });
writeFileSync('reports/differential.md', tableOf(rows, golden, [simulated.name, samba?.name ?? 'not run']));
if (values.record) keepRecordings(rows);
if (values['clear-pending']) clearPending(rows);
keepCount();
console.log(totals(rows));
process.exitCode = failed().length === 0 ? 0 : 1;

/** Exit code 3: there is nothing here to compare with. */
function peerOrEnd(): Peer {
  const peer = runningPeer('samba');
  if (peer !== undefined) return peer;
  console.error(
    'no Samba domain runs here; start one with: npm run peers:samba, or compare with recordings alone: --simulated-only',
  );
  process.exit(3);
}

function failed(): readonly Row[] {
  return rows.filter(({ verdict }) => !GOOD.includes(verdict));
}

/** For whoever adds up the tiers of a run. */
function keepCount(): void {
  const [bad, cache] = [failed().length, 'node_modules/.cache/ptalab'];
  mkdirSync(cache, { recursive: true });
  writeFileSync(`${cache}/differential.json`, JSON.stringify({ passed: rows.length - bad, failed: bad }));
}
