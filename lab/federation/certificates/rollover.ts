import type { Clock, Timer } from '../../clock/clock.ts';
import type { KeySource } from '../../pki/key-source.ts';
import type { CertificateConfig } from '../config/certificates.ts';
import type { ConfigurationBook } from '../configuration.ts';
import type { EventLog } from '../events/event-log.ts';
import { createSigner } from '../signer.ts';
import { dueOf } from './schedule.ts';
import { promoted, withSuccessor, type SigningCertificate } from './signing-set.ts';

/** Timers of Node end at some 24 days, and so do naps of whoever waits for a year. */
const LONGEST_NAP_MS = 20 * 86_400_000;

export interface RolloverParts {
  readonly config: CertificateConfig;
  readonly serviceName: string;
  readonly clock: Clock;
  readonly keys: KeySource;
  readonly events: EventLog;
  /** The node that does it: the primary. */
  readonly node: { readonly name: string; readonly running: boolean };
  readonly book: ConfigurationBook;
}

/** Makes the nth token-signing certificate of a farm. */
export async function makeCertificate(
  parts: Pick<RolloverParts, 'config' | 'serviceName' | 'clock' | 'keys'>,
  nth: number,
): Promise<SigningCertificate> {
  const { config, serviceName, clock, keys } = parts;
  const purpose = nth === 1 ? 'AD FS token signing' : `AD FS token signing ${nth}`;
  const making = keys.signingKey(purpose).then((key) => createSigner(serviceName, key));
  const signer = await clock.busy('an AD FS signing certificate', making);
  const madeAt = clock.now();
  return { signer, madeAt, notAfter: madeAt + config.duration };
}

/** The automatic and the manual rollover of the farm's token-signing certificates. */
export class CertificateRollover {
  readonly #parts: RolloverParts;
  readonly #firstLook: number;
  #made = 1;
  #timer: Timer | undefined;
  #warned = false;
  #stopped = false;

  constructor(parts: RolloverParts) {
    this.#parts = parts;
    this.#firstLook = parts.clock.now();
    this.#plan();
  }

  /** `Update-AdfsCertificate`: makes a successor, and promotes it at once when it is urgent. */
  async roll(urgent: boolean): Promise<void> {
    await this.#generate();
    if (urgent) this.#promote();
    this.#plan();
  }

  /** `Set-AdfsCertificate -IsPrimary`: makes the waiting successor primary. */
  promote(): void {
    this.#promote();
    this.#plan();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  /** Looks whether something is due, as the primary does at its start too. */
  async look(): Promise<void> {
    const { node, clock, config } = this.#parts;
    const due = this.#due();
    if (node.running && clock.now() >= due.at) {
      if (!config.autoRollover) this.#warn();
      else if (due.what === 'generate') await this.#generate();
      else this.#promote();
    }
    this.#plan();
  }

  #due(): ReturnType<typeof dueOf> {
    const { primary, successor } = this.#parts.book.current.signing;
    const times = { notAfter: primary.notAfter, successorMadeAt: successor?.madeAt };
    return dueOf(times, this.#parts.config, this.#firstLook);
  }

  #plan(): void {
    const { clock, config } = this.#parts;
    this.#timer?.cancel();
    if (this.#warned || this.#stopped) return;
    const now = clock.now();
    const { at } = this.#due();
    const wait = at > now ? Math.min(at - now, LONGEST_NAP_MS) : config.rolloverInterval;
    this.#timer = clock.after(wait, 'AD FS looks at its certificates', () => void this.look());
  }

  async #generate(): Promise<void> {
    const { book } = this.#parts;
    const successor = await makeCertificate(this.#parts, ++this.#made);
    book.change(({ signing }) => ({ signing: withSuccessor(signing, successor) }));
    this.#write(335, successor);
  }

  #promote(): void {
    const { book } = this.#parts;
    if (book.current.signing.successor === undefined) return;
    book.change(({ signing }) => ({ signing: promoted(signing) }));
    this.#warned = false;
    this.#write(336, book.current.signing.primary);
  }

  #warn(): void {
    this.#warned = true;
    this.#write(385, this.#parts.book.current.signing.primary);
  }

  #write(id: 335 | 336 | 385, { signer, notAfter }: SigningCertificate): void {
    const { events, node } = this.#parts;
    const data = { thumbprint: signer.thumbprint, notAfter: new Date(notAfter).toISOString() };
    events.write(id, node.name, { data });
  }
}
