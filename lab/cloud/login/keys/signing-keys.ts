import type { Clock } from '../../../clock/clock.ts';
import type { HistorySink } from '../../../history/history.ts';
import type { KeySource } from '../../../pki/key-source.ts';
import { RolloverError } from './errors.ts';
import { tokenKeyOf, type TokenKey } from './token-key.ts';

/** The steps of a rollover: the next key is published before it is used, and the old one is kept until retired. */
export type RolloverStep = 'publish' | 'use' | 'retire';

/** Key ids by what they are for. */
export interface KeyIds {
  readonly current: string;
  readonly next: string | null;
  readonly previous: readonly string[];
}

/** The keys that sign tokens (documented: signing key rollover). The first is made from the start, on the thread pool. */
export class SigningKeys {
  readonly #keys: KeySource;
  readonly #clock: Clock;
  readonly #history: HistorySink;
  #made = 1;
  #first: Promise<TokenKey>;
  #current: TokenKey | undefined;
  #next: TokenKey | undefined;
  #previous: TokenKey[] = [];

  constructor(keys: KeySource, clock: Clock, history: HistorySink) {
    this.#keys = keys;
    this.#clock = clock;
    this.#history = history;
    this.#first = this.#make('cloud token signing');
    this.#first.then(
      (key) => (this.#current ??= key),
      () => {},
    );
  }

  /** The key that signs now; once it is made this waits for nothing. */
  signer(): TokenKey | Promise<TokenKey> {
    return this.#current ?? this.#clock.busy('making the token signing key', this.#first);
  }

  /** Every key by which a token may be verified, as the JWKS shows them. */
  async published(): Promise<readonly TokenKey[]> {
    const current = await this.signer();
    return [current, ...(this.#next === undefined ? [] : [this.#next]), ...this.#previous];
  }

  /** The key a token names; undefined when it was never published, or is retired. */
  async byId(kid: string): Promise<TokenKey | undefined> {
    return (await this.published()).find((key) => key.kid === kid);
  }

  /** Throws RolloverError when there is nothing to use or to retire. */
  async roll(step: RolloverStep): Promise<KeyIds> {
    await this.signer();
    if (step === 'publish')
      this.#next ??= await this.#busy(this.#make(`cloud token signing ${++this.#made}`));
    else if (step === 'use') this.#use();
    else this.#retire();
    const ids = await this.ids();
    const data = { step, current: ids.current, next: ids.next, previous: [...ids.previous] };
    this.#history.append({ component: 'cloud', kind: 'signingKey.rolled', data: { step }, volatile: data });
    return ids;
  }

  async ids(): Promise<KeyIds> {
    const { kid } = await this.signer();
    return { current: kid, next: this.#next?.kid ?? null, previous: this.#previous.map((key) => key.kid) };
  }

  #use(): void {
    if (this.#next === undefined || this.#current === undefined)
      throw new RolloverError('no next signing key is published; publish one first');
    this.#previous = [this.#current, ...this.#previous];
    this.#current = this.#next;
    this.#next = undefined;
  }

  #retire(): void {
    if (this.#previous.length === 0) throw new RolloverError('there is no earlier signing key to retire');
    this.#previous = [];
  }

  async #make(purpose: string): Promise<TokenKey> {
    return tokenKeyOf(await this.#keys.signingKey(purpose));
  }

  #busy<T>(work: Promise<T>): Promise<T> {
    return this.#clock.busy('making a token signing key', work);
  }
}
