const LINE_LIMIT = 1_000;
const PARTIAL_LIMIT = 4_096;

/** Splits one stream of output into lines. */
export interface LineStream {
  /** Takes a piece of output; returns the lines it completed. */
  add(text: string): string[];
}

/** The last lines of a program's output, whichever stream they came by. */
export class LineTail {
  readonly #keep: number;
  readonly #lines: string[] = [];
  readonly #partials = new Map<LineStream, string>();

  constructor(keep: number) {
    this.#keep = keep;
  }

  /** A stream of its own: half a line on one does not disturb the other. */
  stream(): LineStream {
    const stream = { add: (text: string) => this.#take(stream, text) };
    return stream;
  }

  lines(): readonly string[] {
    const unfinished = [...this.#partials.values()].filter((partial) => partial !== '');
    return [...this.#lines, ...unfinished].slice(-this.#keep);
  }

  #take(stream: LineStream, text: string): string[] {
    const pieces = ((this.#partials.get(stream) ?? '') + text).split(/\r?\n/);
    this.#partials.set(stream, (pieces.pop() ?? '').slice(-PARTIAL_LIMIT));
    this.#lines.push(...pieces.map((line) => line.slice(0, LINE_LIMIT)));
    this.#lines.splice(0, Math.max(0, this.#lines.length - this.#keep));
    return pieces;
  }
}
