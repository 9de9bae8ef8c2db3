import { Duplex } from 'node:stream';
import type { LabOptions } from '../launchers/index.ts';
import type { EstateLab, EstateOptions } from './estate.ts';

/** Labs that are but their seeds, and what has befallen them. */
export class FakeLabs {
  readonly log: string[] = [];
  readonly said: string[] = [];
  /** Seeds that do not come up. */
  readonly failing = new Set<string>();

  get options(): EstateOptions<EstateLab> {
    return {
      own: { labText: undefined, seed: 'own' },
      idleMs: 1,
      conduct: (options) => this.#conduct(options),
      part: {
        name: 'control plane',
        probe: () => ({ activity: 0, busy: [] }),
        say: (text) => void this.said.push(text),
      },
    };
  }

  #conduct({ seed = '' }: LabOptions): Promise<EstateLab> {
    if (this.failing.has(seed)) return Promise.reject(new Error(`${seed} does not come up`));
    this.log.push(`+${seed}`);
    return Promise.resolve({
      seed,
      extension: { pathFor: (name: string) => `/clock?token=${name}-${seed}`, upgrade: () => undefined },
      join: () => () => undefined,
      stop: () => Promise.resolve(void this.log.push(`-${seed}`)),
    });
  }
}

/** A connection that can be closed. */
export function connection(): Duplex {
  return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
}
