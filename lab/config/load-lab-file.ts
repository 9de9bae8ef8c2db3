import { readFileSync, statSync } from 'node:fs';
import { checkTree } from './check-lab.ts';
import { LabFileError } from './errors.ts';
import type { LabConfig } from './lab-config.ts';
import { readYaml } from './yaml-text.ts';

const LARGEST = 1_048_576;
const REMEDY = 'Name an existing lab file, or leave it out for the default lab';

/** Reads and checks a `lab.yaml`. Throws LabFileError for whatever is wrong with it. */
export function loadLabFile(path: string): LabConfig {
  return parseLab(textOf(path), path);
}

/** Checks the text of a `lab.yaml`; `file` is what messages call it. Throws LabFileError. */
export function parseLab(text: string, file: string): LabConfig {
  const { value, positionOf } = readYaml(text, file);
  if (value === null || value === undefined) {
    const expected = 'sections such as forest, cloud, agents';
    throw new LabFileError({
      file,
      found: 'an empty file',
      expected,
      remedy: 'Leave the file out for the default lab',
    });
  }
  return checkTree(withEmptySections(value), file, positionOf);
}

/** `egress:` with nothing below it is the component with its defaults. */
function withEmptySections(tree: unknown): unknown {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return tree;
  const sections = ['forest', 'cloud', 'federation', 'exchange', 'egress', 'clock'];
  const filled = Object.entries(tree).map(([key, value]: [string, unknown]) => [
    key,
    value === null && sections.includes(key) ? {} : value,
  ]);
  return Object.fromEntries(filled);
}

function textOf(path: string): string {
  try {
    const { size } = statSync(path);
    if (size <= LARGEST) return readFileSync(path, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const found = missing ? 'no such file' : `a file that cannot be read (${String(error).slice(0, 200)})`;
    throw new LabFileError({ file: path, found, expected: 'a lab file', remedy: REMEDY });
  }
  throw new LabFileError({
    file: path,
    found: 'a file beyond reason',
    expected: `at most ${LARGEST} bytes of YAML`,
  });
}
