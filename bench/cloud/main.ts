// npm run bench:cloud [-- --short --without-peers]: the token endpoint beside oidc-provider and oauth2-mock-server, same
// load, same run; then cold start, ten tenants, and a million synced users.
import { mkdirSync, writeFileSync } from 'node:fs';
import { readOptions } from '../../scripts/options.ts';
import { machine } from '../machine.ts';
import { rsaCost } from '../rsa-cost.ts';
import type { Summary } from '../samples.ts';
import { coldStart, firstToken } from './cold.ts';
import { compare } from './compare.ts';
import type { TokenServer } from './served.ts';
import { sizeFigures, type SizeFigures } from './size.ts';
import { startServer } from './start.ts';
import { coldTable, comparisonTable, heldTable, sizeTable } from './table.ts';
import { tasks } from './tasks.ts';
import { heldBy, type Held } from './verify.ts';

const values = readOptions({
  call: 'npm run bench:cloud',
  about: [
    'Tokens of the cloud beside oidc-provider and oauth2-mock-server in the same run, its cold start, and its size.',
    'A quiet machine is best; 4 minutes. Result: reports/bench-cloud.json. Exit codes: 0 measured, 2 usage.',
  ],
  options: {
    short: { type: 'boolean', default: false },
    'without-peers': { type: 'boolean', default: false },
  },
  meaning: {
    short: 'fewer and shorter rounds, to see that it works',
    'without-peers': 'the cloud alone',
  },
});
const { short } = values;
const PEERS = values['without-peers'] ? [] : (['oidc-provider', 'oauth2-mock-server'] as const);
const MILLION = 1_000_000;
const SMALL_SEMI_SPACE_MB = 8;

const before = machine();
const rsa = rsaCost();
const sides = await sideBySide();
say('cold start …');
const cold = await coldStart(short ? 3 : 11);
const first: Record<string, Summary> = {};
for (const kind of ['ptalab', ...PEERS] as const) first[kind] = await firstToken(kind, short ? 2 : 7);
say('synced users …');
const sizes: SizeFigures[] = [];
for (const semiSpaceMB of [undefined, SMALL_SEMI_SPACE_MB]) {
  for (const users of [1_000, MILLION])
    sizes.push(await sizeFigures(users, short ? 3_000 : 20_000, semiSpaceMB));
}
mkdirSync('reports', { recursive: true });
const report = { machine: before, rsa, ...sides, cold, firstToken: first, sizes };
writeFileSync('reports/bench-cloud.json', `${JSON.stringify(report, undefined, 2)}\n`);
const tables = [
  comparisonTable(sides.comparisons),
  heldTable(sides.held),
  coldTable(cold, first),
  sizeTable(sizes),
];
console.log([JSON.stringify({ ...before, rsa }), ...tables].join('\n\n'));

async function sideBySide() {
  await using stack = new AsyncDisposableStack();
  const servers: TokenServer[] = [stack.use(await startServer('ptalab'))];
  const ten = await startServer('ptalab', { name: 'ptalab, ten tenants', tenants: 10, users: 5 });
  servers.push(stack.use(ten));
  for (const kind of [...PEERS, 'Node alone'] as const) servers.push(stack.use(await startServer(kind)));
  const held: Record<string, Readonly<Record<string, Held>>> = {};
  for (const server of servers) held[server.name] = await heldBy(server);
  say('tokens, in turns …');
  const extent = short ? { rounds: 3, ms: 700 } : { rounds: 9, ms: 1_200 };
  const comparisons = await compare(servers, { ...extent, tasks: tasks(short) });
  const versions = Object.fromEntries(servers.map(({ name, version }) => [name, version]));
  return { versions, held, comparisons };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
