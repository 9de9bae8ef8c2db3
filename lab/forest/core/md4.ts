const BLOCK = 64;

/** Order of the words and amounts of rotation in each of the three rounds (RFC 1320 section 3.4). */
const WORDS = Uint8Array.of(
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  ...[0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  ...[0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
);
const TURNS = Uint8Array.of(...[3, 7, 11, 19], ...[3, 5, 9, 13], ...[3, 9, 11, 15]);
const ADDENDS = Int32Array.of(0, 0x5a827999, 0x6ed9eba1);

/** MD4 (RFC 1320). OpenSSL 3 no longer offers it, and a directory's password hashes are made of it. */
export function md4(message: Uint8Array): Buffer {
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  const block = new Int32Array(16);
  const blocks = Math.floor((message.length + 8) / BLOCK) + 1;
  for (let index = 0; index < blocks; index++) {
    load(block, message, index * BLOCK);
    if (index === blocks - 1) {
      block[14] = message.length << 3;
      block[15] = Math.floor(message.length / 2 ** 29);
    }
    compress(state, block);
  }
  const digest = Buffer.allocUnsafe(16);
  for (let word = 0; word < 4; word++) digest.writeInt32LE(state[word] ?? 0, word * 4);
  block.fill(0);
  return digest;
}

/** Sixteen little-endian words from `start` on: the message, then a bit that is set, then nothing. */
function load(block: Int32Array, message: Uint8Array, start: number): void {
  block.fill(0);
  const end = Math.min(message.length, start + BLOCK);
  for (let at = start; at < end; at++) put(block, at - start, message[at] ?? 0);
  if (message.length >= start && message.length < start + BLOCK) put(block, message.length - start, 0x80);
}

function put(block: Int32Array, at: number, byte: number): void {
  block[at >> 2] = (block[at >> 2] ?? 0) | (byte << ((at & 3) << 3));
}

function compress(state: Int32Array, block: Int32Array): void {
  let [a, b, c, d] = [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0];
  for (let step = 0; step < 48; step++) {
    const round = step >> 4;
    const turn = TURNS[(round << 2) | (step & 3)] ?? 0;
    const sum = (a + mixed(round, b, c, d) + (block[WORDS[step] ?? 0] ?? 0) + (ADDENDS[round] ?? 0)) | 0;
    a = d;
    d = c;
    c = b;
    b = (sum << turn) | (sum >>> (32 - turn));
  }
  state[0] = ((state[0] ?? 0) + a) | 0;
  state[1] = ((state[1] ?? 0) + b) | 0;
  state[2] = ((state[2] ?? 0) + c) | 0;
  state[3] = ((state[3] ?? 0) + d) | 0;
}

/** Choice, majority, parity. */
function mixed(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  return round === 1 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}
