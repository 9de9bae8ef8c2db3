import { readOptions, usageError } from '../scripts/options.ts';
import { loadTier, runTier } from '../programs/tier.ts';
import type { Consumer } from './consumer.ts';
import { TIER } from './tier.ts';

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
const consumers = await loadTier<Consumer>(TIER, values.only).catch((error: unknown) => {
  if (!(error instanceof RangeError)) throw error;
  return usageError(CALL, error.message);
});
const { document, only } = values;
const order = { lanes, document, isWhole: only === '', say: console.log };
process.exitCode = await runTier(TIER, consumers, order);
