import { LabClock } from '../clock/lab-clock.ts';
import type { Attack, Try } from './attacks.ts';
import { DirectoryTarget, FORMER_PASSWORD, OLDER_PASSWORD, PASSWORD } from './directory-target.ts';
import { Recorder, type Tried, type TrialResult } from './recorder.ts';
import type { DirectoryPolicy } from './sides.ts';
import { TenantTarget } from './tenant-target.ts';
import type { SmartLockoutSettings } from '../cloud/lockout/index.ts';

const EPOCH = Date.UTC(2026, 0, 5, 8);
export const USUAL_PLACE = 'usual place';
export const NEW_PLACE = 'new place';
/** Lets one attack loose on one pair of policies, on a lab clock of its own. */
export async function runTrial(
  cloud: SmartLockoutSettings,
  policy: DirectoryPolicy,
  attack: Attack,
): Promise<TrialResult> {
  const lab = new LabClock({ epoch: EPOCH, mode: 'frozen' });
  const clock = lab.for('attacker');
  const now = (): number => clock.now();
  const directory = new DirectoryTarget(policy, now);
  const tenant = new TenantTarget(cloud, directory, attack.method, now);
  makeFamiliar(tenant, cloud.familiarity.successes);
  const recorder = new Recorder(EPOCH);
  for (const one of attack.tries) {
    clock.after(one.at, 'next try', () => recorder.tried(clock.now(), carryOut(one, tenant, directory)));
  }
  const lastsMs = attack.tries.at(-1)?.at ?? 0;
  await lab.advance(lastsMs);
  lab.stop();
  return recorder.result(attack, now());
}

/** The user has signed in from the usual place before all this. */
function makeFamiliar(tenant: TenantTarget, successes: number): void {
  for (let time = 0; time < successes; time++) tenant.signIn(PASSWORD, USUAL_PLACE);
}

function carryOut({ password, from }: Try, tenant: TenantTarget, directory: DirectoryTarget): Tried {
  const text = passwordOf(password);
  if (from !== 'directory') return tenant.signIn(text, from === 'usualPlace' ? USUAL_PLACE : NEW_PLACE);
  return { reachedDirectory: true, directoryLock: directory.tryPassword(text).lock };
}

function passwordOf(password: Try['password']): string {
  if ('guess' in password) return `Guess-${password.guess}-Passw0rd`;
  return password.stale === 'older' ? OLDER_PASSWORD : FORMER_PASSWORD;
}
