import { duplexPair, type Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { createChance, type Chance } from '../../chance/chance.ts';
import { LabClock } from '../../clock/lab-clock.ts';
import { LdapConnection } from '../connection.ts';
import { Framing } from '../framing.ts';
import { readResponse } from '../read-response.ts';
import { WhimsicalHandler } from './handler.ts';
import { behave, type Step } from './peer.ts';

/** A promise that the server broke, and what was said to it. */
export class BrokenPromiseError extends Error {
  readonly code = 'PTALAB_LDAP_FUZZ';
  readonly bytes: Buffer;
  constructor(seed: string, promise: string, bytes: Buffer) {
    super(`seed ${seed}: ${promise}\n${bytes.subarray(0, 500).toString('hex')}`);
    this.name = 'BrokenPromiseError';
    this.bytes = bytes;
  }
}

const TURNS = 6;
const AGES = 6;
const AGE_MS = 10_000_000;
const ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * Plays one peer against one connection. Whatever it does, the handler is not failed, every answer can be read, and in
 * the end the connection is over, with no search still walking and no timer left. Throws BrokenPromiseError.
 */
export async function play(seed: string, corpus: readonly Buffer[]): Promise<void> {
  const chance = createChance(seed);
  const { steps, bytes } = behave(chance.fork('peer'), corpus);
  const game = new Game(chance.fork('handler'));
  for (const step of steps) await game.step(step);
  const broken = await game.end();
  if (broken !== undefined) throw new BrokenPromiseError(seed, broken, bytes);
}

class Game {
  readonly #clock = new LabClock({ epoch: 0, mode: 'frozen' });
  readonly #handler: WhimsicalHandler;
  readonly #peer: Duplex;
  readonly #served: Duplex;
  readonly #defects: unknown[] = [];
  readonly #framing = new Framing(() => ANSWER_BYTES);
  #over = false;
  #unreadable: unknown;

  constructor(chance: Chance) {
    this.#handler = new WhimsicalHandler(chance);
    [this.#peer, this.#served] = duplexPair();
    this.#peer.on('error', () => undefined);
    const clock = this.#clock.for('DC1');
    const onDefect = (error: unknown): void => void this.#defects.push(error);
    const connection = new LdapConnection(this.#served, this.#handler, { clock, onDefect });
    void connection.over.then(() => (this.#over = true));
  }

  async step(step: Step): Promise<void> {
    switch (step.kind) {
      case 'send':
        if (this.#peer.writable) this.#peer.write(step.bytes);
        return;
      case 'listen':
        this.#peer.on('data', (chunk: Buffer) => this.#read(chunk));
        return;
      case 'wait':
        for (let turn = 0; turn < TURNS; turn++) await setImmediate();
        return;
      case 'advance':
        await this.#clock.advance(step.ms);
        return;
      case 'end':
        this.#peer.end();
        return;
      case 'vanish':
        this.#served.destroy();
    }
  }

  /** Which promise was broken; undefined for none. */
  async end(): Promise<string | undefined> {
    this.#peer.resume();
    for (let age = 0; age < AGES && !this.#over; age++) await this.#clock.advance(AGE_MS);
    if (this.#defects.length > 0) return `the handler failed: ${String(this.#defects[0])}`;
    if (this.#unreadable !== undefined) return `an answer cannot be read: ${String(this.#unreadable)}`;
    if (!this.#over) return 'the connection is not over';
    if (this.#handler.walking > 0) return 'a search still walks';
    return (await this.#clock.advance(AGE_MS)).fired > 0 ? 'a timer is left' : undefined;
  }

  #read(chunk: Buffer): void {
    try {
      for (const message of this.#framing.push(chunk)) readResponse(message);
    } catch (error) {
      this.#unreadable = error;
    }
  }
}
