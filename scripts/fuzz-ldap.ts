// node scripts/fuzz-ldap.ts [--seconds 60] [--seed <text>] [--forest]: peers of every kind against the LDAP server, for a
// while; with --forest against a domain controller over sockets. A seed that breaks a promise is printed and replays.
import { readOptions, usageError } from './options.ts';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { createChance } from '../lab/chance/chance.ts';
import { openForestBench, type ForestBench } from '../lab/forest/testing.ts';
import { readCorpus } from '../lab/ldap/fuzz/corpus.ts';
import { behave } from '../lab/ldap/fuzz/peer.ts';
import { BrokenPromiseError, play } from '../lab/ldap/fuzz/play.ts';

const ALICE = { sam: 'alice', upn: 'alice@contoso.com', password: 'Right-1!' };
const LOOK_EVERY = 200;
const corpus = readCorpus().map(({ bytes }) => bytes);

const CALL = 'npm run fuzz:ldap';
const values = readOptions({
  call: CALL,
  about: [
    'Plays peers of LDAP that break its rules, and fails when the server breaks a promise of its own.',
    'Needs nothing. A failure prints the seed that plays it again, and leaves what was said in reports/fuzz-ldap.hex.',
    'Exit codes: 0 no promise broken, 1 one was, 2 usage.',
  ],
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    forest: { type: 'boolean', default: false },
  },
  meaning: {
    seconds: 'how long',
    seed: 'what all chance derives from (a new one unless given)',
    forest: 'against a whole forest over real connections, rather than the codec and connection alone',
  },
});

const { seed: ownSeed = randomUUID() } = values;
const seconds = Number(values.seconds);
if (!(seconds > 0)) usageError(CALL, `--seconds is a number of seconds, not ${values.seconds}`);
const until = performance.now() + seconds * 1_000;
let runs = 0;
try {
  if (values.forest) await fuzzForest();
  else while (performance.now() < until) await play(nextSeed(), corpus);
  console.log(`${runs} peers, no promise broken (--seed ${ownSeed})`);
} catch (error) {
  if (!(error instanceof BrokenPromiseError)) throw error;
  mkdirSync('reports', { recursive: true });
  writeFileSync('reports/fuzz-ldap.hex', `# ${ownSeed}, peer ${runs}\n${error.bytes.toString('hex')}\n`);
  console.error(`${error.message}\nwhat was said: reports/fuzz-ldap.hex`);
  process.exitCode = 1;
}

function nextSeed(): string {
  return `${ownSeed} ${++runs}`;
}

async function fuzzForest(): Promise<void> {
  await using bench = await openForestBench({ users: { generate: 50, named: [ALICE] } });
  const port = await bench.portOf('DC1/ldap');
  let last: { readonly seed: string; readonly bytes: Buffer } | undefined;
  while (performance.now() < until) {
    const seed = nextSeed();
    const { bytes } = await visit(seed, port);
    last = { seed, bytes };
    if (runs % LOOK_EVERY === 0) await look(bench, seed, bytes);
  }
  if (last !== undefined) await look(bench, last.seed, last.bytes);
}

/** One peer over a socket, which ends when it has said everything. */
async function visit(seed: string, port: number): Promise<{ bytes: Buffer }> {
  const { steps, bytes } = behave(createChance(seed), corpus);
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (const step of steps) {
    if (step.kind === 'send' && socket.writable) socket.write(step.bytes);
    if (step.kind === 'wait') await setImmediate();
    if (step.kind === 'vanish') socket.destroy();
  }
  socket.resume().end();
  await closed;
  return { bytes };
}

/** The domain controller still serves, and nothing in it failed. */
async function look(bench: ForestBench, seed: string, bytes: Buffer): Promise<void> {
  using client = await bench.connect();
  const { code } = await client.bind(ALICE.upn, ALICE.password);
  if (code !== 0 && code !== 49) throw new BrokenPromiseError(seed, `a bind is answered with ${code}`, bytes);
  const { domainControllers } = await bench.forest.control.status({});
  const open = domainControllers.reduce((sum, { connections }) => sum + connections, 0);
  if (open > 1) throw new BrokenPromiseError(seed, `${open - 1} connections have leaked`, bytes);
  const [failed] = bench.history.kind('request.failed');
  if (failed !== undefined) throw new BrokenPromiseError(seed, JSON.stringify(failed), bytes);
}
