import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Lab } from '../lab/lab.ts';
import { startLab } from '../lab/launchers/index.ts';
import { readProfile, startProfile, type Parts } from './cpu-profile.ts';
import { managedEstate } from './estates.ts';
import { machine } from './machine.ts';
import { rsaCost } from './rsa-cost.ts';
import { measureRun, rounded } from './sign-in-run.ts';

const { values: options } = parseArgs({
  options: {
    rates: { type: 'string', default: '100,200,300' },
    seconds: { type: 'string', default: '10' },
    /** Signed tokens of a sign-in: 1 (access) or 2 (with `openid`: identity too). */
    tokens: { type: 'string', default: '1' },
    /** Registered agents, of which one runs: each has a ciphertext of its own in every request. */
    registered: { type: 'string', default: '1' },
    users: { type: 'string', default: '50' },
    /** `inline` has every component but the agent in this process; `process` gives each a process of its own. */
    launcher: { type: 'string', default: 'process' },
    /** Says where the event loops of this process (inline: of all components) and of the agent are. Dearer itself. */
    profile: { type: 'boolean', default: false },
  },
});

const SCOPES: Readonly<Record<string, string>> = { '1': 'User.Read', '2': 'openid User.Read' };
/** Until compilers and caches have settled; figures of the first thousands are up to twice as high. */
const WARM_UP = { ratePerSecond: 250, durationMs: 12_000 };

const rsa = rsaCost();
const profiles = options.profile ? mkdtempSync(join(tmpdir(), 'ptalab-profile-')) : undefined;
const launcher = options.launcher === 'inline' ? 'inline' : 'process';
const lab = await startLab({ lab: estate(), clock: { mode: 'flowing' }, launcher });
const report = await measure(lab).finally(async () => {
  // Drained, the agent writes its profile; the lab's own end would kill it.
  if (profiles !== undefined) await lab.agents.stop({ host: 'AGENT1' });
  await lab.stop();
});
console.log(JSON.stringify({ ...report, ...agentProfile() }, undefined, 2));

function estate(): ReturnType<typeof managedEstate> {
  const plain = managedEstate(1, Number(options.users));
  if (profiles === undefined) return plain;
  const program = fileURLToPath(new URL('../lab/agent/main.ts', import.meta.url));
  const command = [process.execPath, '--cpu-prof', `--cpu-prof-dir=${profiles}`, program];
  return { ...plain, agents: [{ host: 'AGENT1', command }] };
}

async function measure(up: Lab) {
  const [registered, signedTokens] = [Number(options.registered), Number(options.tokens)];
  if (registered > 1) await up.agents.registerFillers({ count: registered - 1 });
  const users = await passwords(up);
  const scope = SCOPES[options.tokens] ?? 'User.Read';
  await up.arrivals({ users, scope, ...WARM_UP });
  const runs = [];
  for (const ratePerSecond of options.rates.split(',').map(Number)) {
    const stopProfile = profiles === undefined ? undefined : startProfile();
    const run = await measureRun(up, {
      users,
      scope,
      ratePerSecond,
      durationMs: Number(options.seconds) * 1_000,
    });
    const parts = stopProfile === undefined ? {} : { parts: perSignIn(await stopProfile(), run.sent) };
    runs.push({ ratePerSecond, ...run, ...boundOf(run.totalMsPerSignIn), ...parts });
    process.stderr.write(
      `  ${JSON.stringify({ ratePerSecond, ms: run.totalMsPerSignIn, p50: run.latencyMs.p50 })}\n`,
    );
  }
  return { machine: machine(), launcher, signedTokens, registeredAgents: registered, rsa, runs };
}

async function passwords(up: Lab) {
  const { accounts } = (await up.forest?.accounts({})) ?? { accounts: [] };
  const upns = accounts.filter(({ sam }) => !sam.startsWith('svc-')).map(({ upn }) => upn);
  return Promise.all(
    upns.map(async (upn) => ({
      upn,
      password: (await up.forest?.passwordOf({ user: upn }))?.password ?? '',
    })),
  );
}

/** What the private-key operations alone would allow, and how near the measured total comes to it. */
function boundOf(totalMs: number) {
  const rsaMs = rsa.decryptMs + Number(options.tokens) * rsa.signMs;
  const perSecond = machine().cores * 1_000;
  return {
    /** Were there nothing but the private-key operations. */
    boundPerSecond: Math.round(perSecond / rsaMs),
    /** At this cost, were the machine busy to the last. */
    carriedPerSecond: Math.round(perSecond / totalMs),
    ofBound: rounded(rsaMs / totalMs),
    beyondRsaMs: rounded(totalMs - rsaMs),
  };
}

function perSignIn(parts: Parts, sent: number) {
  return Object.fromEntries(parts.slice(0, 30).map(([part, ms]) => [part, rounded(ms / sent)]));
}

/** The agent's profile is of its whole life, so it is told in shares. */
function agentProfile() {
  const [file] = profiles === undefined ? [] : readdirSync(profiles);
  if (profiles === undefined || file === undefined) return {};
  const parts = readProfile(join(profiles, file));
  const all = parts.reduce((sum, [, ms]) => sum + ms, 0);
  return {
    agentParts: Object.fromEntries(parts.slice(0, 25).map(([part, ms]) => [part, rounded(ms / all)])),
  };
}
