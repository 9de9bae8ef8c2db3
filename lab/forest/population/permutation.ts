import { hash32 } from '../../chance/chance.ts';

const ROUNDS = 6;

/** A one-to-one shuffle of 0 … size−1 that is computed both ways, so it needs no table. */
export interface Permutation {
  readonly size: number;
  /** Where `index` goes in the shuffle of that name. Shuffles of different numbers have nothing in common. */
  at(index: number, shuffle: number): number;
  indexOf(place: number, shuffle: number): number;
}

/** Every bit of the result depends on every bit of the number (the finalizer of MurmurHash3). */
export function mix32(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * A Feistel network over rows × columns (Black and Rogaway, "Ciphers with arbitrary finite domains"), walking on
 * from the few places outside the domain. It hides an order from people; it is no cipher.
 */
export function createPermutation(size: number, seed: string, purpose: string): Permutation {
  const columns = Math.max(1, Math.ceil(Math.sqrt(size)));
  const rows = Math.max(1, Math.ceil(size / columns));
  const keys = Uint32Array.from({ length: ROUNDS }, (_, round) => hash32(seed, purpose, round));
  const turn = (round: number, shuffle: number, half: number): number =>
    mix32(half ^ mix32((keys[round] ?? 0) ^ shuffle));

  const forth = (place: number, shuffle: number): number => {
    let row = Math.floor(place / columns);
    let column = place % columns;
    for (let round = 0; round < ROUNDS; round += 2) {
      row = (row + (turn(round, shuffle, column) % rows)) % rows;
      column = (column + (turn(round + 1, shuffle, row) % columns)) % columns;
    }
    return row * columns + column;
  };
  const back = (place: number, shuffle: number): number => {
    let row = Math.floor(place / columns);
    let column = place % columns;
    for (let round = ROUNDS - 2; round >= 0; round -= 2) {
      column = (column + columns - (turn(round + 1, shuffle, row) % columns)) % columns;
      row = (row + rows - (turn(round, shuffle, column) % rows)) % rows;
    }
    return row * columns + column;
  };
  const within = (step: typeof forth, start: number, shuffle: number): number => {
    let place = step(start, shuffle);
    while (place >= size) place = step(place, shuffle);
    return place;
  };
  return {
    size,
    at: (index, shuffle) => within(forth, index, shuffle),
    indexOf: (place, shuffle) => within(back, place, shuffle),
  };
}
