import { uuidFrom } from '../../chance/chance.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Json } from '../../history/event.ts';
import type { HistorySink } from '../../history/history.ts';
import type { TenantQueue } from '../queue/tenant-queue.ts';
import type { EncryptedPassword, Encryption, Recipient } from './encryption.ts';
import { QueueFailedError } from './errors.ts';
import { outcomeOf } from './outcome.ts';
import type { PayloadMeter } from './payload-bytes.ts';
import type { Ending, PendingRequests } from './pending-requests.ts';
import { requestMessage } from './request-message.ts';
import { UserOrdinals } from './user-ordinals.ts';
import type { PassthroughOutcome, PassthroughRequest, PassthroughValidator } from './validator.ts';

export interface PassThroughOptions {
  readonly clock: Clock;
  readonly history: HistorySink;
  readonly seed: string;
  readonly answerLimitMs: number;
  readonly queue: TenantQueue;
  readonly pending: PendingRequests;
  readonly meter: PayloadMeter;
  readonly encryption: Pick<Encryption, 'encrypt'>;
  /** Everybody whom a password is encrypted for. */
  readonly recipients: () => readonly Recipient[];
}

/** One request under way. */
interface Flight extends PassthroughRequest {
  readonly requestId: string;
  readonly ordinal: number;
}

/** The cloud's half of a pass-through sign-in: encrypt, queue, wait, judge. */
export class PassThrough implements PassthroughValidator {
  readonly #options: PassThroughOptions;
  readonly #ordinals = new UserOrdinals();

  constructor(options: PassThroughOptions) {
    this.#options = options;
  }

  /** Throws PasswordTooLongError, EncryptionFailedError, QueueFailedError. */
  async validate(request: PassthroughRequest): Promise<PassthroughOutcome> {
    const flight = this.#begin(request);
    if (this.#nobodyListens()) return this.#noAgent(flight);
    const encrypted = this.#encrypt(flight);
    const body = this.#write(flight, encrypted instanceof Promise ? await encrypted : encrypted);
    const answered = this.#await(flight);
    this.#queue(flight, body);
    const outcome = outcomeOf(await answered);
    if (outcome.kind === 'timedOut')
      this.#record('passthrough.timedOut', flight, { agentId: outcome.agentId ?? null });
    return outcome;
  }

  /** The id depends on the user and the user's count alone, so that concurrent sign-ins do not disturb each other. */
  #begin(request: PassthroughRequest): Flight {
    const user = request.userPrincipalName.toLowerCase();
    const ordinal = this.#ordinals.next(user);
    const requestId = uuidFrom(this.#options.seed, 'request', user, ordinal);
    this.#options.history.alias(requestId, request.correlationId);
    return { ...request, requestId, ordinal };
  }

  #nobodyListens(): boolean {
    return this.#options.queue.presence?.listening().length === 0;
  }

  #noAgent(flight: Flight): PassthroughOutcome {
    this.#record('passthrough.noAgent', flight, { upn: flight.userPrincipalName });
    return { kind: 'noAgent' };
  }

  #encrypt({ password }: Flight): EncryptedPassword[] | Promise<EncryptedPassword[]> {
    const { encryption, recipients, clock } = this.#options;
    const encrypted = encryption.encrypt(recipients(), password);
    return encrypted instanceof Promise ? clock.busy('encrypting a password', encrypted) : encrypted;
  }

  #write(flight: Flight, encrypted: readonly EncryptedPassword[]): Buffer {
    const body = requestMessage({ ...flight, answerLimitMs: this.#options.answerLimitMs }, encrypted);
    this.#options.meter.request(body.length);
    const facts = { upn: flight.userPrincipalName, ciphertexts: encrypted.length, bytes: body.length };
    this.#record('passthrough.queued', flight, facts);
    return body;
  }

  /** Whoever has taken the request has until the limit; it is never handed to another. */
  async #await({ requestId }: Flight): Promise<Ending> {
    const { clock, pending, queue, answerLimitMs } = this.#options;
    const limit = clock.after(answerLimitMs, 'answer limit', () => pending.expire(requestId));
    try {
      return await pending.open(requestId, queue.presence === undefined ? 'anyone' : 'queue');
    } finally {
      limit.cancel();
    }
  }

  #queue({ requestId, userPrincipalName, ordinal }: Flight, body: Buffer): void {
    const { queue, pending, answerLimitMs } = this.#options;
    const message = {
      id: requestId,
      user: userPrincipalName.toLowerCase(),
      ordinal,
      ttlMs: answerLimitMs,
      body,
    };
    const follow = async (): Promise<void> => {
      const fate = await queue.publish(message);
      if (fate.kind === 'taken') pending.taken(requestId, fate.agentId);
      if (fate.kind === 'untold') pending.untold(requestId);
    };
    follow().catch((error: unknown) => pending.fail(requestId, new QueueFailedError(error)));
  }

  #record(kind: string, { requestId }: Flight, data: Readonly<Record<string, Json>>): void {
    this.#options.history.append({
      component: 'cloud',
      kind,
      correlationId: requestId,
      data: { requestId, ...data },
    });
  }
}
