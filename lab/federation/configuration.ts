import type { SigningSet } from './certificates/signing-set.ts';
import type { LockoutConfig } from './config/lockout.ts';
import type { Trust } from './core/relying-party.ts';

/** What the configuration database of the farm holds, at one moment. */
export interface FarmConfiguration {
  readonly relyingParty: Trust;
  readonly lockout: LockoutConfig;
  readonly signing: SigningSet;
}

/** The primary's configuration, which secondaries fetch from time to time. */
export class ConfigurationBook {
  #current: FarmConfiguration;

  constructor(first: FarmConfiguration) {
    this.#current = first;
  }

  get current(): FarmConfiguration {
    return this.#current;
  }

  change(by: (current: FarmConfiguration) => Partial<FarmConfiguration>): void {
    this.#current = { ...this.#current, ...by(this.#current) };
  }
}
