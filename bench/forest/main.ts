// npm run bench:forest [-- --short --without-peers]: the forest beside Samba and slapd, same client, same run.
import { readOptions } from '../../scripts/options.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { PeerError } from '../../scripts/peers/errors.ts';
import { machine } from '../machine.ts';
import { compare } from './compare.ts';
import { idleConnections, type IdleConnections } from './memory.ts';
import { startOurs } from './ours.ts';
import { startPeer } from './peers.ts';
import { profileLines, profiles } from './profile.ts';
import type { Served } from './served.ts';
import { sizeFigures, type SizeFigures } from './size.ts';
import { agreementLines, comparisonTable, idleTable, sizeTable } from './table.ts';
import { tasks } from './tasks.ts';

const values = readOptions({
  call: 'npm run bench:forest',
  about: [
    'Binds, searches, sizes and idle connections of the forest, beside Samba and slapd in the same run.',
    'Starts both (Debian packages samba and slapd are installed when missing, as root) on a quiet machine; 11 minutes.',
    'Result: reports/bench-forest.json. Exit codes: 0 measured, 2 usage, 3 a peer is missing.',
  ],
  options: {
    short: { type: 'boolean', default: false },
    'without-peers': { type: 'boolean', default: false },
  },
  meaning: {
    short: 'a tenth of the time, to see that it works',
    'without-peers': 'the forest alone',
  },
});
const { short } = values;
const USERS = 1_000;
const SIZES = [1_000, 1_000_000, 10_000_000];
const IDLE = 1_000;

/** Why 3: what was asked for could not be measured here. */
const EXIT_MISSING = 3;

try {
  await main();
} catch (error) {
  if (!(error instanceof PeerError)) throw error;
  console.error(`${error.message}\nwithout the peers: npm run bench:forest -- --without-peers`);
  process.exitCode = EXIT_MISSING;
}

async function main(): Promise<void> {
  const before = machine();
  say('sizes: 1,000, 1,000,000 and 10,000,000 users …');
  const sizes: SizeFigures[] = [];
  for (const users of SIZES) sizes.push(await sizeFigures(users, short ? 100 : 2_000));
  const sides = await sideBySide();
  const { comparisons, idle, profiled } = sides;
  const report = { machine: before, sizes, ...sides };
  mkdirSync('reports', { recursive: true });
  writeFileSync('reports/bench-forest.json', `${JSON.stringify(report, undefined, 2)}\n`);
  const tables = [
    comparisonTable(comparisons),
    agreementLines(comparisons),
    sizeTable(sizes),
    idleTable(idle),
  ];
  console.log([JSON.stringify(before), ...tables, profileLines(profiled)].join('\n\n'));
}

async function sideBySide() {
  await using stack = new AsyncDisposableStack();
  const ours = stack.use(await startOurs(USERS));
  const measured: Served[] = [ours];
  for (const kind of values['without-peers'] ? [] : (['samba', 'slapd'] as const)) {
    say(`${kind} …`);
    measured.push(stack.use(await startPeer(kind, USERS)));
  }
  say('idle connections …');
  const idle: IdleConnections[] = [];
  for (const server of measured) idle.push(await idleConnections(server, IDLE));
  say('binds and searches, in turns …');
  const extent = short ? { rounds: 1, ms: 800 } : { rounds: 9, ms: 1_500 };
  const comparisons = await compare(measured, { ...extent, tasks: tasks(short) });
  say('where the time goes …');
  return { comparisons, idle, profiled: await profiles(ours) };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
