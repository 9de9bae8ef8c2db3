import type { KeyObject } from 'node:crypto';
import { encryptFor, LONGEST_PASSWORD } from './encrypt.ts';
import { EncryptionWorkers } from './encryption-workers.ts';
import { PasswordTooLongError } from './errors.ts';

/** The password under one agent's certified key. */
export interface EncryptedPassword {
  readonly keyId: string;
  /** Base64. */
  readonly ciphertext: string;
}

/** A registered agent, for whom passwords are encrypted. */
export interface Recipient {
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

/** From so many recipients on, handing the work to other cores costs less than it takes off this one. */
const WORTH_SHARING = 4;

/** Encrypts passwords once per registered agent: for a few here and now, for many on the machine's other cores. */
export class Encryption implements AsyncDisposable {
  readonly #workers = new EncryptionWorkers();

  /** Throws PasswordTooLongError. */
  encrypt(
    recipients: readonly Recipient[],
    password: string,
  ): EncryptedPassword[] | Promise<EncryptedPassword[]> {
    const plain = Buffer.from(password, 'utf8');
    if (plain.length > LONGEST_PASSWORD) throw new PasswordTooLongError(LONGEST_PASSWORD);
    if (recipients.length >= WORTH_SHARING) return this.#share(recipients, plain);
    const keys = recipients.map(({ publicKey }) => publicKey);
    return paired(recipients, encryptFor(keys, plain));
  }

  async #share(recipients: readonly Recipient[], plain: Uint8Array): Promise<EncryptedPassword[]> {
    return paired(recipients, await this.#workers.encrypt(recipients, plain));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#workers[Symbol.asyncDispose]();
  }
}

function paired(recipients: readonly Recipient[], ciphertexts: readonly string[]): EncryptedPassword[] {
  return recipients.map(({ keyId }, index) => ({ keyId, ciphertext: ciphertexts[index] ?? '' }));
}
