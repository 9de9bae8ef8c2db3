import {
  checkLab,
  defaultLab,
  loadLabFile,
  parseLab,
  type LabConfig,
  type LabInput,
} from '../config/index.ts';
import { clockConfig } from '../config/lab-config.ts';
import type { OutsideForest } from '../external-forest/config.ts';
import type { KeySource } from '../pki/key-source.ts';
import type { DockerYard } from './docker/docker-yard.ts';
import type { StandingYard } from './standing/standing-yard.ts';
import type { ProcessYard } from './process-yard.ts';
import type { Janitor } from '../processes/janitor.ts';

/** Where the components of a lab run. */
export const LAUNCHERS = ['inline', 'process', 'docker'] as const;
export type Launcher = (typeof LAUNCHERS)[number];

/** How to raise a lab. Of `lab`, `labText` and `labFile` at most one; none means the default estate. */
export interface LabOptions {
  /** The lab's description as an object, in the shape of `lab.yaml`. */
  readonly lab?: LabInput | undefined;
  /** The text of a `lab.yaml`. */
  readonly labText?: string | undefined;
  /** The path of a `lab.yaml`. */
  readonly labFile?: string | undefined;
  /** Lab time at the start, where the description does not say. */
  readonly clock?: LabInput['clock'];
  /** Overrides the description's own. */
  readonly seed?: string | undefined;
  /** Shared between the labs of one process, so that each starts sooner. */
  readonly janitor?: Janitor | undefined;
  readonly keys?: KeySource | undefined;
  /** Where components run; in this process unless given. */
  readonly launcher?: Launcher | undefined;
  /** With the launcher `docker`: the image that every agent without a command of its own runs in. */
  readonly agentImage?: string | undefined;
  /** What every agent without a command of its own runs; the reference agent unless given. */
  readonly agentCommand?: readonly string[] | undefined;
  /** A standing estate whose conductor raises the lab, in place of a launcher here. */
  readonly attach?: { readonly url: string; readonly token: string } | undefined;
  /** A real Active Directory domain on this machine that is the forest, in place of the simulated one. */
  readonly forest?: OutsideForest | undefined;
  /** The path of a JSON file that describes it, such as `peer.json` of `npm run peers:samba`. */
  readonly forestFile?: string | undefined;
  /** With the launcher `process`: processes that serve one lab after another. */
  readonly yard?: ProcessYard | undefined;
  /** Hosts that are up by themselves and dial this process, in place of a launcher. */
  readonly standing?: StandingYard | undefined;
  /** With the launcher `docker`: containers that serve one lab after another. */
  readonly dockyard?: DockerYard | undefined;
  /** Told of each component before it starts. */
  readonly onStep?: ((component: string) => void) | undefined;
}

export function launcherOf({ launcher = 'inline' }: LabOptions): Launcher {
  return launcher;
}

/** The checked description. Throws LabFileError. */
export function readLabConfig(options: LabOptions): LabConfig {
  const config = describedBy(options);
  return config.clock === undefined && options.clock !== undefined
    ? { ...config, clock: clockConfig.parse(options.clock) }
    : config;
}

function describedBy(options: LabOptions): LabConfig {
  if (options.labFile !== undefined) return loadLabFile(options.labFile);
  if (options.labText !== undefined) return parseLab(options.labText, 'lab.yaml');
  return options.lab === undefined ? defaultLab() : checkLab(options.lab);
}
