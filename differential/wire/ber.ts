/**
 * BER (ITU-T X.690) as far as the cases send and read it. Not the lab's own codec on purpose: one that is on both
 * ends of a conversation hides what it does wrong.
 */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly children: readonly Element[];
}

export function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), length(body.length), body]);
}

export function integer(value: number, tag = 0x02): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  let from = 0;
  while (from < 3 && redundant(bytes[from] ?? 0, bytes[from + 1] ?? 0)) from++;
  return element(tag, bytes.subarray(from));
}

export function text(value: string | Buffer, tag = 0x04): Buffer {
  return element(tag, typeof value === 'string' ? Buffer.from(value) : value);
}

export function boolean(value: boolean): Buffer {
  return element(0x01, Buffer.from([value ? 0xff : 0]));
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.from([size]);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(size);
  return Buffer.concat([Buffer.from([0x84]), bytes]);
}

/** Whether a leading byte only repeats the sign of the next one. */
function redundant(first: number, second: number): boolean {
  return (first === 0 && second < 0x80) || (first === 0xff && second >= 0x80);
}

/** The first element of `bytes` and what follows it; undefined while it is not all there. */
export function readElement(bytes: Buffer): { element: Element; rest: Buffer } | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return undefined;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (bytes.length < 2 + more) return undefined;
  const start = 2 + more;
  const end = start + (more === 0 ? first : bytes.readUIntBE(2, more));
  if (bytes.length < end) return undefined;
  const content = bytes.subarray(start, end);
  return {
    element: { tag, content, children: (tag & 0x20) === 0 ? [] : readElements(content) },
    rest: bytes.subarray(end),
  };
}

function readElements(bytes: Buffer): Element[] {
  const elements: Element[] = [];
  for (let next = readElement(bytes); next !== undefined; next = readElement(next.rest)) {
    elements.push(next.element);
  }
  return elements;
}
