import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { LabFileError, type LabFileMistake } from './errors.ts';
import type { Path } from './problem.ts';

const LARGEST = 1_048_576;
/** References to anchors that one file may make: far above need, far below a bomb. */
const ALIASES = 100;

/** Loaded when the first file is read: labs without a file, most of them, do not pay for it. */
function yaml(): typeof Yaml {
  return createRequire(import.meta.url)('yaml') as typeof Yaml; // require is untyped
}

/** Text that is YAML: its plain value, and where in the text each place of it stands. */
export interface YamlText {
  readonly value: unknown;
  /** Of the value at a path, or of its key; of the nearest place above when the path is not written. */
  positionOf(path: Path, atKey: boolean): { line: number; column: number };
}

/** Reads one YAML document. Throws LabFileError. */
export function readYaml(text: string, file: string): YamlText {
  if (Buffer.byteLength(text) > LARGEST) {
    throw new LabFileError({
      file,
      found: 'a file beyond reason',
      expected: `at most ${LARGEST} bytes of YAML`,
    });
  }
  const { LineCounter, parseDocument } = yaml();
  const lineCounter = new LineCounter();
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
    refuseErrors(document.errors, (offset) => ({ file, ...position(offset) }));
    const value: unknown = document.toJS({ maxAliasCount: ALIASES });
    return { value, positionOf: (path, atKey) => position(offsetOf(document, path, atKey)) };
  } catch (error) {
    throw error instanceof LabFileError ? error : unreadable(file, error);
  }
}

/** Every key that is there twice; of other errors the first, as the rest follow from it. Throws LabFileError. */
function refuseErrors(
  errors: readonly Yaml.YAMLParseError[],
  placeOf: (offset: number) => Pick<LabFileMistake, 'file' | 'line' | 'column'>,
): void {
  const broken = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (broken !== undefined)
    throw new LabFileError({
      ...placeOf(broken.pos[0]),
      found: `no valid YAML (${firstLine(broken.message)})`,
      expected: 'YAML 1.2',
      remedy: 'Check the indentation, the brackets and the quotes on this line and the one above',
    });
  const [first, ...further] = errors.map(({ pos: [offset] }) => {
    return { ...placeOf(offset), found: 'a key a second time', expected: 'each key once in its map' };
  });
  if (first !== undefined) throw new LabFileError(first, further);
}

/** The library gives up with a RangeError on nesting too deep and a ReferenceError on too many aliases. */
function unreadable(file: string, error: unknown): LabFileError {
  const reason = error instanceof RangeError ? 'nesting too deep' : firstLine(String(error));
  return new LabFileError({
    file,
    found: `YAML that cannot be read (${reason})`,
    expected: 'a plain lab file',
    remedy: 'Write it as plain maps and lists, as in docs/lab-file.md',
  });
}

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').replace(/[.:\s]+$/, '').slice(0, 200);
}

function offsetOf(document: Yaml.Document, path: Path, atKey: boolean): number {
  const { isMap, isNode, isScalar } = yaml();
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const name = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => (isScalar(key) ? String(key.value) : undefined) === String(name))
      : undefined;
    const value = pair === undefined ? document.getIn(path.slice(0, length), true) : pair.value;
    const node = pair !== undefined && (atKey || length < path.length || !isNode(value)) ? pair.key : value;
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}
