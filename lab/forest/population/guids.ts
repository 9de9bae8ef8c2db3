import { hash32 } from '../../chance/chance.ts';
import { mix32 } from './permutation.ts';

/** GUIDs that carry a number: computed from it under the seed's keys, and read back. */
export interface NumberedGuids {
  /** The binary form ([MS-DTYP] 2.3.4.2) of the GUID of `number`, which is below 2³⁰. */
  of(number: number): Buffer;
  /** Undefined for a GUID that stands for no number; others pass with a chance of 2⁻⁹². */
  numberOf(guid: Uint8Array): number | undefined;
}

const ROUNDS = 12;
const WORD = 0x3fff_ffff;
const LENGTH = 16;

type Words = [number, number, number, number];

/**
 * Four words of 30 bits through a Feistel network of four branches, the number in one and a mark in three; 120 bits
 * that look random, laid out as a version 4 GUID as domain controllers make them.
 */
export function createGuids(seed: string, purpose: string): NumberedGuids {
  const keys = Uint32Array.from({ length: ROUNDS * 2 + 4 }, (_, part) => hash32(seed, purpose, 'guid', part));
  const key = (part: number): number => keys[part] ?? 0;
  const mark = (part: number): number => key(ROUNDS * 2 + part) & WORD;
  const parityOf = ([a, b, c, d]: Words): number => mix32(a ^ mix32(b ^ mix32(c ^ mix32(d ^ mark(3))))) & 3;

  const forth = (words: Words): Words => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b, c, d] = words;
      words = [b ^ (mix32(a ^ key(round * 2)) & WORD), c, d ^ (mix32(c ^ key(round * 2 + 1)) & WORD), a];
    }
    return words;
  };
  const back = (words: Words): Words => {
    for (let round = ROUNDS - 1; round >= 0; round--) {
      const [mixedB, c, mixedD, a] = words;
      words = [
        a,
        mixedB ^ (mix32(a ^ key(round * 2)) & WORD),
        c,
        mixedD ^ (mix32(c ^ key(round * 2 + 1)) & WORD),
      ];
    }
    return words;
  };
  return {
    of: (number) => {
      const words = forth([number & WORD, mark(0), mark(1), mark(2)]);
      return written(words, parityOf(words));
    },
    numberOf: (guid) => {
      const found = read(guid);
      if (found === undefined || parityOf(found.words) !== found.parity) return undefined;
      const [number, ...marks] = back(found.words);
      return marks.every((word, part) => word === mark(part)) ? number : undefined;
    },
  };
}

/** 60 bits before the variant, two of parity and 60 after it; the first three fields little-endian. */
function written([a, b, c, d]: Words, parity: number): Buffer {
  const bytes = Buffer.allocUnsafe(LENGTH);
  bytes.writeUInt32LE(((a << 2) | (b >>> 28)) >>> 0, 0);
  bytes.writeUInt16LE((b >>> 12) & 0xffff, 4);
  bytes.writeUInt16LE(0x4000 | (b & 0xfff), 6);
  bytes.writeUInt16BE(0x8000 | (parity << 12) | (c >>> 18), 8);
  bytes.writeUInt16BE((c >>> 2) & 0xffff, 10);
  bytes.writeUInt32BE(((c << 30) | d) >>> 0, 12);
  return bytes;
}

function read(guid: Uint8Array): { words: Words; parity: number } | undefined {
  if (guid.length !== LENGTH) return undefined;
  const view = new DataView(guid.buffer, guid.byteOffset, LENGTH);
  const [first, second, third] = [view.getUint32(0, true), view.getUint16(4, true), view.getUint16(6, true)];
  const [fourth, fifth, last] = [view.getUint16(8), view.getUint16(10), view.getUint32(12)];
  if (third >>> 12 !== 4 || fourth >>> 14 !== 2) return undefined;
  const words: Words = [
    first >>> 2,
    ((first & 3) << 28) | (second << 12) | (third & 0xfff),
    ((fourth & 0xfff) << 18) | (fifth << 2) | (last >>> 30),
    last & WORD,
  ];
  return { words, parity: (fourth >>> 12) & 3 };
}
