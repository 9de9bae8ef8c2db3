import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { Lab } from '../lab.ts';
import type { LabOptions } from '../launchers/index.ts';
import { startLab } from '../launchers/index.ts';
import type { Janitor } from '../processes/janitor.ts';
import { LoadError } from './errors.ts';
import { loadEstate, sizeFor } from './estate.ts';
import type { Estate } from './report/load-report.ts';
import type { TargetAddress } from './target/address.ts';
import { peopleOf, type People, type Person } from './target/people.ts';
import { writeTarget, type WrittenTarget } from './target/target-file.ts';

/** What is to be put under load. */
export interface LabOrder {
  readonly seed: string;
  readonly launch: Pick<LabOptions, 'launcher' | 'agentImage' | 'agentCommand' | 'attach'>;
  /** A lab of the caller's; the load estate unless given. */
  readonly labFile: string | undefined;
  /** Of the load estate: managed users, to whom a tenth of federated and of cloud-only ones is added. */
  readonly users: number;
  /** Of the load estate: agents that run. */
  readonly agents: number;
  /** Agents registered in all, counting those that never run; at least those that do. */
  readonly registered: number | undefined;
  /** Where sign-ins go in place of the lab's own address. */
  readonly instead: TargetAddress | undefined;
}

/** Where the lab runs, for reports. */
export function launcherName({ launch }: Pick<LabOrder, 'launch'>): string {
  return launch.attach === undefined ? (launch.launcher ?? 'inline') : 'attach';
}

/** A lab that is up, whose clock flows, and what k6 is told of it. */
export interface LoadLab {
  readonly lab: Lab;
  readonly estate: Estate;
  readonly written: WrittenTarget;
  /** A folder of this load alone, gone when it is over. */
  readonly folder: string;
}

const FILLERS_AT_ONCE = 100;

/** Raises a lab, makes it ready for load, and signs one user in. Throws LoadError, and whatever raising a lab throws. */
export async function startLoadLab(
  order: LabOrder,
  janitor: Janitor,
  stack: AsyncDisposableStack,
): Promise<LoadLab> {
  const lab = stack.use(await startLab(labOptions(order, janitor)));
  if ((await lab.clock.show()).mode === 'frozen') await lab.clock.flow();
  const registered = await registerFillers(lab, order.registered);
  const people = await peopleOf(lab);
  await tryOne(lab, people);
  const folder = join(tmpdir(), `ptalab-load-${process.pid}-${randomBytes(6).toString('hex')}`);
  const { tenantId, reach, trust: trustPem } = lab;
  const facts = { tenantId, reach, trustPem, people, seed: order.seed, instead: order.instead };
  const written = writeTarget(facts, folder, janitor);
  stack.defer(() => janitor.remove(folder));
  const { installed: agents } = await lab.agents.status({});
  const counts = {
    managed: people.managed.length,
    federated: people.federated.length,
    cloudOnly: people.cloudOnly.length,
    mail: people.mail.length,
  };
  return { lab, estate: { ...counts, agents, registered }, written, folder };
}

function labOptions({ seed, launch, labFile, users, agents }: LabOrder, janitor: Janitor): LabOptions {
  const clock = { mode: 'flowing', epoch: 'now' } as const;
  const described = labFile === undefined ? { lab: loadEstate(sizeFor(users, agents), seed) } : { labFile };
  return { ...described, ...launch, seed, janitor, clock };
}

/** How many agents are registered then. Throws LoadError for fewer than there are already. */
async function registerFillers(lab: Lab, wanted: number | undefined): Promise<number> {
  const there = (await lab.cloud.agents({})).length;
  if (wanted === undefined || wanted === there) return there;
  if (wanted < there) {
    throw new LoadError(
      'PTALAB_LOAD_LAB',
      `--registered ${wanted} is less than the ${there} agents that the lab registers by itself`,
    );
  }
  for (let left = wanted - there; left > 0; left -= FILLERS_AT_ONCE)
    await lab.agents.registerFillers({ count: Math.min(left, FILLERS_AT_ONCE) });
  return wanted;
}

/** What fails for one user fails for all, and is better said before k6 says it a thousand times. Throws LoadError. */
async function tryOne(lab: Lab, { managed, federated, cloudOnly }: People): Promise<void> {
  const someone: Person | undefined = managed[0] ?? cloudOnly[0] ?? federated[0];
  if (someone === undefined) return;
  const { outcome, errorText } = await lab.devices.oauth.signIn(someone);
  if (outcome === 'success') return;
  const why = errorText ?? outcome;
  throw new LoadError(
    'PTALAB_LOAD_LAB',
    `a first sign-in, by ${someone.upn}, fails, so the lab is not fit for load: ${why}`,
  );
}
