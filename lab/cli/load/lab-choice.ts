import { resolve } from 'node:path';
import type { LabOptions } from '../../launchers/index.ts';
import { UsageError } from '../errors.ts';
import { readLaunch, type LaunchOptions } from '../run/launch/launch-options.ts';
import { readSeed } from '../run/order.ts';
import { readWhole } from './numbers.ts';

/** Which lab is loaded, as typed. */
export interface LabChoiceOptions extends LaunchOptions {
  readonly lab?: string;
  readonly seed?: string;
  readonly users?: string;
  readonly registered?: string;
  readonly agents?: string;
}

export interface LabChoice {
  readonly labFile: string | undefined;
  readonly seed: string;
  readonly users: number;
  readonly registered: number | undefined;
  readonly launch: Pick<LabOptions, 'launcher' | 'agentImage' | 'agentCommand' | 'attach'>;
}

/** Agents that a tenant takes (the guide's step 4). */
export const MOST_AGENTS = 40;
const MOST_USERS = 100_000;

/** Every component a process of its own: what one component costs is not counted with another's. */
export const LOAD_LAUNCHER = 'process';

/** Checks what was typed. Throws UsageError. */
export function readLabChoice(options: LabChoiceOptions, defaultUsers: number): LabChoice {
  const { lab, seed, users, registered, agents } = options;
  if (options.attach !== undefined)
    throw new UsageError(
      '--attach is not for load: k6 runs on this machine, where the hosts of a standing estate have no addresses; ' +
        '`--launcher docker` loads containers',
    );
  const launch = readLaunch(options, process.env, LOAD_LAUNCHER);
  if (launch.forestFile !== undefined)
    throw new UsageError(
      '--forest and PTALAB_FOREST are not for load: every user is made in the real domain, by an operation of its own',
    );
  if (lab !== undefined && users !== undefined)
    throw new UsageError('--users is for the load estate; with --lab, say forest.users.generate in the file');
  if (lab !== undefined && agents !== undefined)
    throw new UsageError('--agents is for the load estate; with --lab, the file says which agents there are');
  return {
    labFile: lab === undefined ? undefined : resolve(lab),
    seed: readSeed(seed),
    users: users === undefined ? defaultUsers : readWhole('--users', users, 1, MOST_USERS),
    registered: registered === undefined ? undefined : readWhole('--registered', registered, 1, MOST_AGENTS),
    launch,
  };
}
