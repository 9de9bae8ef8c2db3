import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../corpus', import.meta.url));

export interface Sample {
  /** Of its file. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Messages that are mutated: one of each operation, and all that broke something once. */
export function readCorpus(): Sample[] {
  return globSync(`${FOLDER}/*.hex`)
    .sort()
    .map((path) => ({ name: basename(path, '.hex'), bytes: bytesIn(readFileSync(path, 'utf8')) }));
}

/** Hexadecimal digits with white space; a line that starts with # is for people. */
function bytesIn(text: string): Buffer {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  return Buffer.from(lines.join('').replaceAll(/\s/g, ''), 'hex');
}
