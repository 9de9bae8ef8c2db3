import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryEvent } from './event.ts';

const SEGMENT_EVENTS = 20_000;

/** Writes events to numbered NDJSON files, unbuffered, so that a killed process has lost nothing it had said. */
export class SegmentWriter {
  readonly #folder: string;
  #file: number | undefined;
  #written = 0;
  #segment = 0;

  /** The folder is made with the first event. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  write(event: HistoryEvent): void {
    if (this.#file === undefined || this.#written >= SEGMENT_EVENTS) this.#next();
    if (this.#file === undefined) return;
    writeSync(this.#file, `${JSON.stringify(event)}\n`);
    this.#written++;
  }

  /** Events before a sequence number, oldest first. */
  *read(before: number): Generator<HistoryEvent> {
    for (const event of readSegments(this.#folder)) {
      if (event.sequence >= before) return;
      yield event;
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    this.#written = SEGMENT_EVENTS;
  }

  #next(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    else mkdirSync(this.#folder, { recursive: true });
    this.#file = openSync(
      join(this.#folder, `${String(this.#segment++).padStart(5, '0')}.ndjson`),
      'a',
      0o600,
    );
    this.#written = 0;
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
