import { readOptions, usageError } from '../scripts/options.ts';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPart } from '../scripts/marked-part.ts';
import type { Consumer } from './consumer.ts';
import { complaintsOf, lineOf, tableOf, totalsOf, triedTable } from './report.ts';
import { tryConsumers, type NamedConsumer } from './run.ts';

const CACHE = 'node_modules/.cache/ptalab';
const PAGE = 'docs/consumers.md';

const CALL = 'npm run test:consumers';
const values = readOptions({
  call: CALL,
  about: [
    'Uses the forest as programs that know nothing of it would: libraries, frameworks, brokers, tools, each unmodified.',
    'Installs what is missing (packages of Debian, as root; of PyPI, npm, Go, Maven), which takes minutes the first time.',
    'Results: reports/consumers.md and .json. Exit codes: 0 all as with Active Directory, 1 not, 2 usage.',
  ],
  options: {
    only: { type: 'string', default: '' },
    lanes: { type: 'string', default: '2' },
    document: { type: 'boolean', default: false },
  },
  meaning: {
    only: 'folders under consumers/, with commas between',
    lanes: 'how many are used at once',
    document: 'write the table into docs/consumers.md too',
  },
});

const lanes = Number(values.lanes);
if (!Number.isInteger(lanes) || lanes < 1) {
  usageError(CALL, `--lanes is a whole number from 1 on, not ${values.lanes}`);
}
const cache = join(import.meta.dirname, '..', CACHE, 'consumers');
mkdirSync(cache, { recursive: true });
const consumers = await load(values.only === '' ? [] : values.only.split(',')).catch((error: unknown) => {
  if (!(error instanceof RangeError)) throw error;
  return usageError(CALL, error.message);
});
const results = await tryConsumers(consumers, {
  cache,
  lanes,
  onResult: (result) => console.log([lineOf(result), ...complaintsOf(result)].join('\n')),
});
const totals = totalsOf(results);
mkdirSync('reports', { recursive: true });
writeFileSync('reports/consumers.json', `${JSON.stringify({ ...totals, results }, undefined, 2)}\n`);
writeFileSync('reports/consumers.md', tableOf(results));
// For whoever adds up the tiers of a run.
writeFileSync(`${CACHE}/consumers.json`, JSON.stringify(totals));
if (values.document) {
  const part = { name: 'consumers', script: 'consumers/main.ts --document' };
  writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), part, triedTable(results)));
}
console.log(
  `${results.length} consumers: ${totals.passed} checks as with Active Directory, ${totals.failed} not`,
);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;

/** Every folder with a `consumer.ts`, or those that are asked for. Throws RangeError for one that is not there. */
async function load(only: readonly string[]): Promise<NamedConsumer[]> {
  const names = readdirSync(import.meta.dirname)
    .filter((name) => existsSync(join(import.meta.dirname, name, 'consumer.ts')))
    .sort();
  const unknown = only.find((each) => !names.includes(each));
  if (unknown !== undefined) throw new RangeError(`there is no ${unknown}; there are ${names.join(', ')}`);
  const wanted = names.filter((each) => only.length === 0 || only.includes(each));
  return Promise.all(
    wanted.map(async (name) => {
      const { consumer } = (await import(`./${name}/consumer.ts`)) as { consumer: Consumer };
      return { name, consumer };
    }),
  );
}
