import { timingSafeEqual } from 'node:crypto';
import { NT_HASH_LENGTH, ntHash } from '../../nt-hash/nt-hash.ts';
import { bindPassword } from './clear-password.ts';

/** Whether the password of an NT hash is the one that a caller has shown to know. */
export type PasswordProof = (hash: Uint8Array) => boolean;

const NOBODYS = Buffer.alloc(NT_HASH_LENGTH);

/** By the password itself. It is hashed once, here, and takes the same time for each hash, and for none. */
export function proofBy(password: string): PasswordProof {
  const given = ntHash(password);
  return (hash) => {
    const isKnown = hash.length === NT_HASH_LENGTH;
    return timingSafeEqual(given, isKnown ? hash : NOBODYS) && isKnown;
  };
}

/** By the bytes of a simple bind. */
export function proofByBind(bytes: Buffer): PasswordProof {
  const clear = bindPassword(bytes);
  return clear === undefined ? () => false : proofBy(clear);
}
