import type { KeyObject } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { encryptFor } from './encrypt.ts';

/** What a thread is asked for. */
export interface EncryptionOrder {
  readonly id: number;
  /** Keys that it has not been given before, by their ids. */
  readonly keys: readonly (readonly [string, KeyObject])[];
  readonly keyIds: readonly string[];
  readonly plain: Uint8Array;
}

export interface EncryptionResult {
  readonly id: number;
  readonly ciphertexts: readonly string[];
}

const known = new Map<string, KeyObject>();

/** A thread's whole life: learn keys, encrypt, answer. */
parentPort?.on('message', ({ id, keys, keyIds, plain }: EncryptionOrder) => {
  for (const [keyId, key] of keys) known.set(keyId, key);
  const wanted = keyIds.flatMap((keyId) => known.get(keyId) ?? []);
  const result: EncryptionResult = { id, ciphertexts: encryptFor(wanted, plain) };
  parentPort?.postMessage(result);
});
