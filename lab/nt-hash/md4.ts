const BLOCK = 64;

/** One for all messages: each is hashed without a pause, and nothing of it stays. */
const state = new Int32Array(4);
const block = new Int32Array(16);

/** MD4 (RFC 1320). OpenSSL 3 no longer offers it, and a directory's password hashes are made of it. */
export function md4(message: Uint8Array): Buffer {
  [state[0], state[1], state[2], state[3]] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  const blocks = Math.floor((message.length + 8) / BLOCK) + 1;
  for (let index = 0; index < blocks; index++) {
    load(message, index * BLOCK);
    if (index === blocks - 1) {
      block[14] = message.length << 3;
      block[15] = Math.floor(message.length / 2 ** 29);
    }
    compress();
  }
  const digest = Buffer.allocUnsafe(16);
  for (let at = 0; at < 16; at++) digest[at] = (state[at >> 2] ?? 0) >>> ((at & 3) << 3);
  block.fill(0);
  state.fill(0);
  return digest;
}

/** Sixteen little-endian words from `start` on: the message, then a bit that is set, then nothing. */
function load(message: Uint8Array, start: number): void {
  block.fill(0);
  const end = Math.min(message.length, start + BLOCK);
  for (let at = start; at < end; at++) put(at - start, message[at] ?? 0);
  if (message.length >= start && message.length < start + BLOCK) put(message.length - start, 0x80);
}

function put(at: number, byte: number): void {
  block[at >> 2] = (block[at >> 2] ?? 0) | (byte << ((at & 3) << 3));
}

/** Three rounds (RFC 1320 section 3.4), each four steps at a time, which leave every variable in its place. */
function compress(): void {
  let [a, b, c, d] = [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0];
  for (let at = 0; at < 16; at += 4) {
    a = turned(a + choice(b, c, d) + word(at), 3);
    d = turned(d + choice(a, b, c) + word(at + 1), 7);
    c = turned(c + choice(d, a, b) + word(at + 2), 11);
    b = turned(b + choice(c, d, a) + word(at + 3), 19);
  }
  for (let at = 0; at < 4; at++) {
    a = turned(a + majority(b, c, d) + word(at) + SQRT_2, 3);
    d = turned(d + majority(a, b, c) + word(at + 4) + SQRT_2, 5);
    c = turned(c + majority(d, a, b) + word(at + 8) + SQRT_2, 9);
    b = turned(b + majority(c, d, a) + word(at + 12) + SQRT_2, 13);
  }
  for (let nth = 0; nth < 4; nth++) {
    // 0, 2, 1, 3: two bits the other way round.
    const at = ((nth & 1) << 1) | (nth >> 1);
    a = turned(a + (b ^ c ^ d) + word(at) + SQRT_3, 3);
    d = turned(d + (a ^ b ^ c) + word(at + 8) + SQRT_3, 9);
    c = turned(c + (d ^ a ^ b) + word(at + 4) + SQRT_3, 11);
    b = turned(b + (c ^ d ^ a) + word(at + 12) + SQRT_3, 15);
  }
  state[0] = ((state[0] ?? 0) + a) | 0;
  state[1] = ((state[1] ?? 0) + b) | 0;
  state[2] = ((state[2] ?? 0) + c) | 0;
  state[3] = ((state[3] ?? 0) + d) | 0;
}

/** 2³⁰ times the roots. */
const SQRT_2 = 0x5a827999;
const SQRT_3 = 0x6ed9eba1;

function word(at: number): number {
  return block[at] ?? 0;
}

function turned(sum: number, by: number): number {
  return (sum << by) | (sum >>> (32 - by));
}

function choice(x: number, y: number, z: number): number {
  return (x & y) | (~x & z);
}

function majority(x: number, y: number, z: number): number {
  return (x & y) | (x & z) | (y & z);
}
