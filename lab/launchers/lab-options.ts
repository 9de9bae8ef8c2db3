import {
  checkLab,
  defaultLab,
  loadLabFile,
  parseLab,
  type LabConfig,
  type LabInput,
} from '../config/index.ts';
import type { KeySource } from '../pki/key-source.ts';
import type { Janitor } from '../processes/janitor.ts';

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
  /** Told of each component before it starts. */
  readonly onStep?: ((component: string) => void) | undefined;
}

/** The checked description. Throws LabFileError. */
export function readLabConfig(options: LabOptions): LabConfig {
  const config = describedBy(options);
  return config.clock === undefined && options.clock !== undefined
    ? { ...config, clock: options.clock }
    : config;
}

function describedBy(options: LabOptions): LabConfig {
  if (options.labFile !== undefined) return loadLabFile(options.labFile);
  if (options.labText !== undefined) return parseLab(options.labText, 'lab.yaml');
  return options.lab === undefined ? defaultLab() : checkLab(options.lab);
}
