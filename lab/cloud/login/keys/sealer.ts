import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** What a number holds exactly. */
const COUNT_BYTES = 6;
const LENGTHS = { authTagLength: TAG_BYTES };
const LONGEST = 32_768;

/**
 * Seals what the service hands out and takes back: refresh tokens, the state of a sign-in under way. Sealed text is
 * unreadable and cannot be altered (AES-256-GCM), so nothing has to be remembered for it; `purpose` keeps one kind of
 * it from being taken for another. The key is random and never leaves the process.
 */
export class Sealer {
  readonly #key: KeyObject = createSecretKey(randomBytes(32));
  #sealed = 0;

  seal(purpose: string, value: object): string {
    const iv = this.#nextIv();
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(purpose));
    const sealed = cipher.update(JSON.stringify(value), 'utf8');
    cipher.final();
    return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** What was sealed for that purpose; undefined for anything else, whatever it is. */
  open(purpose: string, text: string): unknown {
    if (text.length > LONGEST) return undefined;
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== text) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, IV_BYTES), LENGTHS)
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      const opened = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8');
      const value: unknown = JSON.parse(opened + decipher.final('utf8'));
      return value;
    } catch {
      return undefined;
    }
  }

  /** A count, as no two texts may share one under a key (NIST SP 800-38D section 8.2.1), and none is cheaper. */
  #nextIv(): Buffer {
    const iv = Buffer.alloc(IV_BYTES);
    iv.writeUIntBE(++this.#sealed, IV_BYTES - COUNT_BYTES, COUNT_BYTES);
    return iv;
  }
}
