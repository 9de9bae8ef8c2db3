import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { wallAfter, type WallTimer } from '../clock/wall.ts';
import type { HistoryEvent } from './event.ts';

const SEGMENT_EVENTS = 20_000;
/** Real milliseconds, and events, after which what has gathered is written: a write for each would cost more than the event. */
const GATHER_MS = 50;
const GATHER_EVENTS = 500;

/** Writes events to numbered NDJSON files; a killed process loses the last few milliseconds of what it has said. */
export class SegmentWriter {
  readonly #folder: string;
  #file: number | undefined;
  #gathered: string[] = [];
  #due: WallTimer | undefined;
  #written = 0;
  #segment = 0;
  #closed = false;

  /** The folder is made with the first event. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Once closed it writes nothing: the folder may be gone, and must not come back. */
  write(event: HistoryEvent): void {
    if (this.#closed) return;
    this.#gathered.push(JSON.stringify(event));
    if (this.#gathered.length >= GATHER_EVENTS) this.#flush();
    else this.#due ??= wallAfter(GATHER_MS, () => this.#flush());
  }

  /** Events before a sequence number, oldest first. */
  *read(before: number): Generator<HistoryEvent> {
    this.#flush();
    for (const event of readSegments(this.#folder)) {
      if (event.sequence >= before) return;
      yield event;
    }
  }

  close(): void {
    if (!this.#closed) this.#flush();
    this.#closed = true;
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #flush(): void {
    this.#due?.cancel();
    this.#due = undefined;
    const lines = this.#gathered;
    if (lines.length === 0) return;
    this.#gathered = [];
    const file = this.#file === undefined || this.#written >= SEGMENT_EVENTS ? this.#next() : this.#file;
    writeSync(file, `${lines.join('\n')}\n`);
    this.#written += lines.length;
  }

  #next(): number {
    if (this.#file === undefined) mkdirSync(this.#folder, { recursive: true });
    else closeSync(this.#file);
    const name = `${String(this.#segment++).padStart(5, '0')}.ndjson`;
    this.#file = openSync(join(this.#folder, name), 'a', 0o600);
    this.#written = 0;
    return this.#file;
  }
}

/** Events of a stored history, oldest first. A last line cut short by a kill is left out. */
export function* readSegments(folder: string): Generator<HistoryEvent> {
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.ndjson'))
    .sort()) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    lines.pop();
    for (const line of lines) yield JSON.parse(line) as HistoryEvent;
  }
}
