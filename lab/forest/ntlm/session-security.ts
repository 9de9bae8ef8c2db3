import { createHash, timingSafeEqual } from 'node:crypto';
import { LdapProtocolError } from '../../ldap/errors.ts';
import type { SecurityLayer } from '../../ldap/security-layer.ts';
import type { NtlmSession } from './exchange.ts';
import { hasFlag, NtlmFlag, wantsLayer } from './flags.ts';
import { Rc4 } from './rc4.ts';
import { hmac } from './response.ts';

const SIGNATURE = 16;

type Side = 'client-to-server' | 'server-to-client';

/** Signs and seals what goes one way ([MS-NLMP] 3.4). */
class Way {
  readonly #signingKey: Buffer;
  readonly #cipher: Rc4;
  readonly #encryptsChecksum: boolean;
  #sequence: number;

  constructor(key: Buffer, flags: number, side: Side, sequence = 0) {
    this.#sequence = sequence;
    this.#signingKey = derived(key, `session key to ${side} signing key magic constant\0`);
    const sealing = derived(weakened(key, flags), `session key to ${side} sealing key magic constant\0`);
    this.#cipher = new Rc4(sealing);
    this.#encryptsChecksum = hasFlag(flags, NtlmFlag.keyExchange);
  }

  cipher(bytes: Uint8Array): Buffer {
    return this.#cipher.apply(bytes);
  }

  signature(clear: Uint8Array): Buffer {
    const sequence = Buffer.alloc(4);
    sequence.writeUInt32LE(this.#sequence++ >>> 0);
    const checksum = hmac(this.#signingKey, sequence, clear).subarray(0, 8);
    const shown = this.#encryptsChecksum ? this.cipher(checksum) : checksum;
    return Buffer.concat([Buffer.from([1, 0, 0, 0]), shown, sequence]);
  }
}

export interface AgreedSession extends NtlmSession {
  readonly signed: number;
}

/** The signature that the client, or the server, makes first with a session's key. */
export function firstSignature(key: Buffer, flags: number, side: Side, clear: Uint8Array): Buffer {
  return new Way(key, flags, side).signature(clear);
}

/**
 * The layer that client and server have agreed on; undefined when they want neither signatures nor encryption.
 * @param signed how many signatures each side has made: the numbers go on, the cipher begins anew ([MS-SPNG] 3.3.5.1)
 */
export function securityLayer({ key, flags, signed }: AgreedSession): SecurityLayer | undefined {
  if (!wantsLayer(flags)) return undefined;
  const seals = hasFlag(flags, NtlmFlag.seal);
  const incoming = new Way(key, flags, 'client-to-server', signed);
  const outgoing = new Way(key, flags, 'server-to-client', signed);
  return {
    encrypts: seals,
    wrap: (clear) => {
      const body = seals ? outgoing.cipher(clear) : clear;
      return Buffer.concat([outgoing.signature(clear), body]);
    },
    unwrap: (wrapped) => {
      if (wrapped.length < SIGNATURE) throw new LdapProtocolError('a signed message that is cut off');
      const [signature, body] = [wrapped.subarray(0, SIGNATURE), wrapped.subarray(SIGNATURE)];
      const clear = seals ? incoming.cipher(body) : body;
      const isTheirs = timingSafeEqual(incoming.signature(clear), signature);
      if (!isTheirs) throw new LdapProtocolError('a signature that is not the client’s');
      return clear;
    },
  };
}

/** SEALKEY ([MS-NLMP] 3.4.5.3). */
function weakened(key: Buffer, flags: number): Buffer {
  if (hasFlag(flags, NtlmFlag.key128)) return key;
  return key.subarray(0, hasFlag(flags, NtlmFlag.key56) ? 7 : 5);
}

function derived(key: Uint8Array, constant: string): Buffer {
  return createHash('md5').update(key).update(constant, 'latin1').digest();
}
