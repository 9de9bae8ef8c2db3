/** Splits output into lines and keeps the last few. */
export class LineTail {
  readonly #keep: number;
  readonly #lines: string[] = [];
  #partial = '';

  constructor(keep: number) {
    this.#keep = keep;
  }

  /** Takes a piece of output; returns the lines it completed. */
  add(text: string): string[] {
    const pieces = (this.#partial + text).split(/\r?\n/);
    this.#partial = (pieces.pop() ?? '').slice(-4_096);
    this.#lines.push(...pieces.map((line) => line.slice(0, 1_000)));
    this.#lines.splice(0, Math.max(0, this.#lines.length - this.#keep));
    return pieces;
  }

  lines(): readonly string[] {
    return this.#partial === '' ? [...this.#lines] : [...this.#lines, this.#partial];
  }
}
