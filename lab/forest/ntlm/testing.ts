import { ntHash } from '../../nt-hash/nt-hash.ts';
import { NtlmFlag } from './flags.ts';
import { hmac } from './response.ts';
import { Rc4 } from './rc4.ts';

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');
const HEAD = 88;

/** An NTLM client for tests: version 2, with a key of its own and a MIC. */
export interface NtlmClientOptions {
  readonly user: string;
  readonly domain: string;
  readonly password: string;
  /** In place of the hash of the password. */
  readonly hash?: Uint8Array;
  /** Besides the usual ones. */
  readonly flags?: number;
}

const USUAL =
  NtlmFlag.unicode |
  NtlmFlag.requestTarget |
  NtlmFlag.ntlm |
  NtlmFlag.extendedSessionSecurity |
  NtlmFlag.key128 |
  NtlmFlag.keyExchange;

export class NtlmClient {
  /** Of the session, once `authenticate` has been called. */
  readonly key = Buffer.alloc(16, 0x42);
  readonly flags: number;
  readonly #options: NtlmClientOptions;

  constructor(options: NtlmClientOptions) {
    this.#options = options;
    this.flags = (USUAL | (options.flags ?? 0)) >>> 0;
  }

  negotiate(): Buffer {
    const bytes = Buffer.alloc(32);
    SIGNATURE.copy(bytes);
    bytes.writeUInt32LE(1, 8);
    bytes.writeUInt32LE(this.flags, 12);
    return bytes;
  }

  /** @param micOver nothing to spoil the MIC */
  authenticate(challenge: Buffer, micOver: readonly Buffer[] = [this.negotiate(), challenge]): Buffer {
    const { user, domain, password, hash = ntHash(password) } = this.#options;
    const key = hmac(hash, Buffer.from(user.toUpperCase() + domain, 'utf16le'));
    const blob = Buffer.concat([
      Buffer.from([1, 1]),
      Buffer.alloc(26, 0x11),
      withMicFlag(targetInfo(challenge)),
    ]);
    const proof = hmac(key, challenge.subarray(24, 32), blob);
    const sessionKey = new Rc4(hmac(key, proof)).apply(this.key);
    const text = (value: string): Buffer => Buffer.from(value, 'utf16le');
    const fields = [
      Buffer.alloc(24),
      Buffer.concat([proof, blob]),
      text(domain),
      text(user),
      text('PC1'),
      sessionKey,
    ];
    const message = withFields(fields, this.flags);
    hmac(this.key, ...micOver, message).copy(message, 72);
    return message;
  }
}

function targetInfo(challenge: Buffer): Buffer {
  const offset = challenge.readUInt32LE(44);
  return challenge.subarray(offset, offset + challenge.readUInt16LE(40));
}

/** Puts MsvAvFlags, a MIC is present, before the end of the list. */
function withMicFlag(pairs: Buffer): Buffer {
  const flags = Buffer.from('06000400' + '02000000', 'hex');
  return Buffer.concat([pairs.subarray(0, -4), flags, Buffer.alloc(8)]);
}

function withFields(fields: readonly Buffer[], flags: number): Buffer {
  const head = Buffer.alloc(HEAD);
  SIGNATURE.copy(head);
  head.writeUInt32LE(3, 8);
  let offset = HEAD;
  for (const [index, { length }] of fields.entries()) {
    const at = 12 + 8 * index;
    head.writeUInt16LE(length, at);
    head.writeUInt16LE(length, at + 2);
    head.writeUInt32LE(offset, at + 4);
    offset += length;
  }
  head.writeUInt32LE(flags, 60);
  return Buffer.concat([head, ...fields]);
}
