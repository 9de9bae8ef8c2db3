// A forest of so many people in a process of its own, served as in a lab: behind links, on a flowing clock, with its
// history on disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createChance } from '../../lab/chance/chance.ts';
import { LabClock } from '../../lab/clock/lab-clock.ts';
import { wallNow } from '../../lab/clock/wall.ts';
import { forestConfig, startForest } from '../../lab/forest/index.ts';
import { History } from '../../lab/history/history.ts';
import { SegmentWriter } from '../../lab/history/segments.ts';
import { Links } from '../../lab/links/links.ts';
import { Authority } from '../../lab/pki/authority.ts';
import { startProfile } from '../cpu-profile.ts';
import { PASSWORD } from './served.ts';

const users = Number(process.argv[2] ?? 1_000);
const clock = new LabClock({ epoch: wallNow(), mode: 'flowing' });
const links = new Links();
clock.join(links);
const folder = mkdtempSync(join(tmpdir(), 'ptalab-bench-'));
const history = new History({ now: () => clock.now(), segments: new SegmentWriter(folder) });
const authority = await Authority.create('CN=Bench CA');
const context = { clock: clock.for('forest'), history, chance: createChance('bench'), authority, links };
const raised = performance.now();
const config = forestConfig.parse({
  ...{ password: PASSWORD, tls13: true, domainControllers: ['DC1'], users: { generate: users } },
  lockout: { threshold: 10 },
});
const forest = await startForest(config, context);
const [dc] = forest.domainControllers;
if (dc === undefined) throw new Error('the forest has no domain controller');
const [ldap, ldaps] = await Promise.all([links.open('BENCH', dc.ldap), links.open('BENCH', dc.ldaps)]);
const raiseMs = performance.now() - raised;
const { accounts } = await forest.control.accounts({ limit: Math.min(users + 5, 1_000) });
const upns = accounts.filter(({ sam }) => !sam.startsWith('svc-')).map(({ upn }) => upn);
console.log(
  JSON.stringify({
    ...{ ldap: ldap.address.port, ldaps: ldaps.address.port, base: forest.base, netbios: forest.netbios },
    ...{ raiseMs, upns },
  }),
);

let stopProfile: ReturnType<typeof startProfile> | undefined;
/** `profile` begins one, `profiled` ends it and prints it, `collect` collects garbage; end of input ends the process. */
createInterface({ input: process.stdin })
  .on('line', (line) => void obey(line))
  .once('close', () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });

async function obey(line: string): Promise<void> {
  if (line === 'profile') stopProfile = startProfile();
  if (line === 'collect') globalThis.gc?.();
  const parts = line === 'profiled' ? await stopProfile?.() : undefined;
  console.log(JSON.stringify(parts ?? 'done'));
}
