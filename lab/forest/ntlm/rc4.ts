/** RC4, which NTLM seals with ([MS-NLMP] 3.4.3) and no library of Node offers any more. Keeps its state from call to call. */
export class Rc4 {
  readonly #state = new Uint8Array(256);
  #i = 0;
  #j = 0;

  /** @param key 1 to 256 bytes */
  constructor(key: Uint8Array) {
    const state = this.#state;
    for (let index = 0; index < 256; index++) state[index] = index;
    for (let index = 0, other = 0; index < 256; index++) {
      other = (other + at(state, index) + at(key, index % key.length)) & 0xff;
      this.#swap(index, other);
    }
  }

  /** Encrypts or decrypts: the same thing. */
  apply(bytes: Uint8Array): Buffer {
    const out = Buffer.allocUnsafe(bytes.length);
    for (let index = 0; index < bytes.length; index++) {
      this.#i = (this.#i + 1) & 0xff;
      this.#j = (this.#j + at(this.#state, this.#i)) & 0xff;
      this.#swap(this.#i, this.#j);
      const sum = (at(this.#state, this.#i) + at(this.#state, this.#j)) & 0xff;
      out[index] = at(bytes, index) ^ at(this.#state, sum);
    }
    return out;
  }

  #swap(one: number, other: number): void {
    const kept = at(this.#state, one);
    this.#state[one] = at(this.#state, other);
    this.#state[other] = kept;
  }
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
