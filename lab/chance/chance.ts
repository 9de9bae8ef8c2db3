import { hash } from 'node:crypto';

/** Seeded chance. The same seed and the same questions in the same order give the same answers. */
export interface Chance {
  readonly seed: string;
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [0, bound). */
  below(bound: number): number;
  /** A version-4-shaped UUID. */
  uuid(): string;
  /** A generator of its own for a part of the lab, independent of what others draw. */
  fork(name: string): Chance;
}

function digest(...parts: readonly (string | number)[]): Buffer {
  return hash('sha256', parts.join('\u0000'), 'buffer');
}

const VARIANTS = '89ab';

/** A UUID that depends on its parts alone: the same seed and name give the same identity. */
export function uuidFrom(...parts: readonly (string | number)[]): string {
  // Text from the start: of what a sign-in draws, buffers in between cost the most.
  const hex = hash('sha256', parts.join('\u0000'), 'hex');
  const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) & 3] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A 32-bit number that depends on its parts alone, for choices that must not depend on order. */
export function hash32(...parts: readonly (string | number)[]): number {
  return digest(...parts).readUInt32BE(0);
}

/** A counter-based generator over SHA-256: its state is one number, so a snapshot of it is one number. */
export function createChance(seed: string): Chance {
  let counter = 0;
  const next = (): number => digest(seed, counter++).readUIntBE(0, 6) / 2 ** 48;
  return {
    seed,
    next,
    below: (bound) => Math.floor(next() * bound),
    uuid: () => uuidFrom(seed, counter++),
    fork: (name) => createChance(digest(seed, 'fork', name).toString('hex')),
  };
}
