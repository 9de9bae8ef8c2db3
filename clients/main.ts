import { loadTier, runTier } from '../programs/tier.ts';
import { MissingError } from '../programs/tried.ts';
import { readOptions, usageError } from '../scripts/options.ts';
import type { Client } from './client.ts';
import { startClientLab } from './raise.ts';
import { CLIENTS, clientTier } from './tier.ts';

const CALL = 'npm run test:clients';
const values = readOptions({
  call: CALL,
  about: [
    'Signs in to the cloud with client libraries of other languages, each unmodified, by its real names on port 443.',
    'Needs root on Linux; installs what is missing (of PyPI, Maven, Go), which takes minutes the first time.',
    'Results: reports/clients.md and .json. Exit codes: 0 all as with the real service, 1 not, 2 usage.',
  ],
  options: {
    only: { type: 'string', default: '' },
    document: { type: 'boolean', default: false },
  },
  meaning: {
    only: 'folders under clients/, with commas between',
    document: 'write the table into docs/clients.md too',
  },
});

const clients = await loadTier<Client>(CLIENTS, values.only).catch((error: unknown) => {
  if (!(error instanceof RangeError)) throw error;
  return usageError(CALL, error.message);
});
const sets = new Map(clients.map(({ name, tried }) => [name, tried.sets]));
try {
  await using lab = await startClientLab();
  const tier = { ...clientTier(sets), raise: () => lab.again() };
  const { document, only } = values;
  const order = { lanes: 1, document, isWhole: only === '', say: console.log };
  process.exitCode = await runTier(tier, clients, order);
} catch (error) {
  if (!(error instanceof MissingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
