import type { KeyObject } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { EncryptionFailedError } from './errors.ts';
import type { EncryptionOrder, EncryptionResult } from './encryption-worker.ts';

interface Waiting {
  readonly resolve: (ciphertexts: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

const WORKERS_AT_MOST = 8;

/** Threads that encrypt, one for each core; started with the first request, and never in the way of a process's end. */
export class EncryptionWorkers implements AsyncDisposable {
  #threads: EncryptionThread[] = [];

  /** Ciphertexts in the recipients' order, the work in equal shares. Rejects with EncryptionFailedError. */
  async encrypt(
    recipients: readonly { readonly keyId: string; readonly publicKey: KeyObject }[],
    plain: Uint8Array,
  ): Promise<string[]> {
    const threads = this.#running();
    const share = Math.ceil(recipients.length / threads.length);
    const shares = threads.map((thread, nth) =>
      thread.encrypt(recipients.slice(nth * share, (nth + 1) * share), plain),
    );
    return (await Promise.all(shares)).flat();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.splice(0).map((thread) => thread.stop()));
  }

  #running(): readonly EncryptionThread[] {
    this.#threads = this.#threads.filter(({ ended }) => !ended);
    while (this.#threads.length < Math.min(availableParallelism(), WORKERS_AT_MOST))
      this.#threads.push(new EncryptionThread());
    return this.#threads;
  }
}

class EncryptionThread {
  readonly #worker = new Worker(programPath());
  readonly #waiting = new Map<number, Waiting>();
  /** Keys that the thread has been given already. */
  readonly #known = new Set<string>();
  #last = 0;
  ended = false;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', ({ id, ciphertexts }: EncryptionResult) => {
      this.#waiting.get(id)?.resolve(ciphertexts);
      this.#waiting.delete(id);
    });
    this.#worker.once('error', (error) => this.#end(error));
    this.#worker.once('exit', () => this.#end(new Error('the thread has ended')));
  }

  encrypt(
    recipients: readonly { readonly keyId: string; readonly publicKey: KeyObject }[],
    plain: Uint8Array,
  ): Promise<readonly string[]> {
    if (recipients.length === 0) return Promise.resolve([]);
    const unknown = recipients.filter(({ keyId }) => !this.#known.has(keyId));
    for (const { keyId } of unknown) this.#known.add(keyId);
    const keys = unknown.map(({ keyId, publicKey }) => [keyId, publicKey] as const);
    const keyIds = recipients.map(({ keyId }) => keyId);
    // A copy: what is posted goes with all the memory that it is a view of.
    const order: EncryptionOrder = { id: ++this.#last, keys, keyIds, plain: Uint8Array.from(plain) };
    return new Promise((resolve, reject) => {
      this.#waiting.set(order.id, { resolve, reject });
      this.#worker.postMessage(order);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(cause: unknown): void {
    this.ended = true;
    for (const { reject } of this.#waiting.values()) reject(new EncryptionFailedError(cause));
    this.#waiting.clear();
  }
}

function programPath(): string {
  return fileURLToPath(
    new URL(`./encryption-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
  );
}
