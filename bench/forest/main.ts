// npm run bench:forest [-- --short --without-peers]: the forest beside Samba and slapd, same client, same run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PeerError } from '../../scripts/peers/errors.ts';
import type { Parts } from '../cpu-profile.ts';
import { machine } from '../machine.ts';
import { compare, TASKS } from './compare.ts';
import { idleConnections } from './memory.ts';
import { startBound } from './bound.ts';
import { startOurs } from './ours.ts';
import { startPeer } from './peers.ts';
import { round, type RoundOptions } from './rounds.ts';
import { sizeFigures, type SizeFigures } from './size.ts';
import { comparisonTable, idleTable, sizeTable } from './table.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    'without-peers': { type: 'boolean', default: false },
  },
});
const { short } = values;
const USERS = 1_000;
const SIZES = [1_000, 1_000_000, 10_000_000];

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
  for (const users of SIZES) sizes.push(await sizeFigures(users, short ? 100 : 1_000));
  const { comparisons, idle, profiles } = await sideBySide();
  const report = { machine: before, sizes, comparisons, idle, profiles };
  mkdirSync('reports', { recursive: true });
  writeFileSync('reports/bench-forest.json', `${JSON.stringify(report, undefined, 2)}\n`);
  const agreed = comparisons.flatMap(({ server, task, rounds }) =>
    rounds[0]?.agreed === undefined
      ? []
      : [`${server}, ${task}: ${Object.values(rounds[0].agreed).join(', ')}`],
  );
  const tables = [comparisonTable(comparisons), sizeTable(sizes), idleTable(idle)];
  console.log([JSON.stringify(before), ...tables, agreed.join('\n')].join('\n\n'));
}

async function sideBySide() {
  await using stack = new AsyncDisposableStack();
  const ours = stack.use(await startOurs(USERS));
  const servers = [ours];
  const peers = values['without-peers'] ? [] : (['samba', 'slapd'] as const);
  const measured = [
    ...servers,
    ...(await Promise.all(
      peers.map(async (kind) => {
        say(`starting ${kind} …`);
        return stack.use(await startPeer(kind, USERS));
      }),
    )),
  ];
  say('idle connections …');
  const idle = [];
  for (const server of measured) {
    const collect = server === ours ? () => ours.collectGarbage() : undefined;
    idle.push(await idleConnections(server, 1_000, collect));
  }
  say('binds and searches, in turns …');
  const tasks = short ? TASKS.filter(({ concurrency }) => concurrency === 16) : TASKS;
  const bound = stack.use(await startBound(USERS));
  const comparisons = await compare([...measured, bound], {
    rounds: short ? 1 : 5,
    ms: short ? 1_000 : 2_000,
    tasks,
  });
  say('where the time goes …');
  const profiles: Record<string, Parts> = {};
  for (const connections of ['kept', 'fresh'] as const) {
    const options: RoundOptions = {
      ms: 3_000,
      concurrency: 16,
      connections,
      tls: 'TLSv1.3',
      operation: 'bind',
    };
    profiles[`binds, ${connections} TLS 1.3`] = await ours.profile(() => round(ours, options));
  }
  return { comparisons, idle, profiles };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
