import type { Chance } from '../../chance/chance.ts';
import { readElement, type Element } from '../ber.ts';
import { LdapProtocolError } from '../errors.ts';

type Mutation = (bytes: Buffer, chance: Chance, other: Buffer) => Buffer;

/** Bytes at which readers of BER stumble: indefinite, long and absurd lengths, tags of several bytes. */
const AWKWARD = [0x00, 0x01, 0x1f, 0x30, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xa0, 0xff];
const LENGTHS = [
  '80',
  '8100',
  '81ff',
  '82ffff',
  '847fffffff',
  '84ffffffff',
  '8500000000ff',
  'ff',
  '00',
  '7f',
];
const DEEP = 3_000;

const BLIND: readonly Mutation[] = [
  (bytes, chance) => set(bytes, chance.below(bytes.length), chance.below(256)),
  (bytes, chance) => set(bytes, chance.below(bytes.length), pick(AWKWARD, chance)),
  (bytes, chance) => bytes.subarray(0, chance.below(bytes.length)),
  (bytes, chance) => Buffer.concat([bytes, noise(chance, 1 + chance.below(20))]),
  (bytes, chance) => splice(bytes, chance.below(bytes.length), 0, noise(chance, 1 + chance.below(6))),
  (bytes, chance) => splice(bytes, chance.below(bytes.length), 1 + chance.below(4), Buffer.alloc(0)),
  (bytes, chance, other) => {
    const tail = other.subarray(chance.below(other.length));
    return Buffer.concat([bytes.subarray(0, chance.below(bytes.length)), tail]);
  },
];

/** What is done to one element of a message whose lengths stay right all round it. */
const KNOWING: readonly ((element: Element, chance: Chance) => Buffer)[] = [
  () => Buffer.alloc(0),
  (element) => Buffer.concat([encode(element), encode(element)]),
  (element, chance) => encode({ ...element, tag: chance.below(256) }),
  (element) => encode({ ...element, tag: element.tag ^ 0x20 }),
  (element, chance) => wrap(element.tag, noise(chance, chance.below(200))),
  (element) => wrap(element.tag, Buffer.alloc(0)),
  (element, chance) => Buffer.concat([Buffer.from([element.tag]), Buffer.from(pick(LENGTHS, chance), 'hex')]),
  (element) => wrap(element.tag, Buffer.alloc(70_000, 0x61)),
  (element) => nested(element),
];

/** The bytes, changed in up to three ways: blindly, or inside the structure of a message. */
export function mutate(bytes: Buffer, chance: Chance, other: Buffer): Buffer {
  let changed = bytes;
  for (let times = 1 + chance.below(3); times > 0 && changed.length > 0; times--) {
    changed = chance.below(2) === 0 ? pick(BLIND, chance)(changed, chance, other) : insideOf(changed, chance);
  }
  return changed;
}

function insideOf(bytes: Buffer, chance: Chance): Buffer {
  const root = treeOf(bytes);
  if (root === undefined) return bytes;
  const target = chance.below(count(root));
  return rebuild(root, { left: target, change: (element) => pick(KNOWING, chance)(element, chance) });
}

function treeOf(bytes: Buffer): Element | undefined {
  try {
    return readElement(bytes);
  } catch (error) {
    if (error instanceof LdapProtocolError) return undefined;
    throw error;
  }
}

function count(element: Element): number {
  return element.children.reduce((sum, child) => sum + count(child), 1);
}

/** Writes the tree again, with the element whose turn it is changed. */
function rebuild(element: Element, turn: { left: number; change: (element: Element) => Buffer }): Buffer {
  if (turn.left-- === 0) return turn.change(element);
  if (element.children.length === 0) return encode(element);
  return wrap(element.tag, Buffer.concat(element.children.map((child) => rebuild(child, turn))));
}

function encode({ tag, content }: Element): Buffer {
  return wrap(tag, content);
}

function wrap(tag: number, content: Buffer): Buffer {
  const head = Buffer.from([tag, 0x84, 0, 0, 0, 0]);
  head.writeUInt32BE(content.length, 2);
  return Buffer.concat([head, content]);
}

/** The element in a great many of its own kind. */
function nested(element: Element): Buffer {
  const inner = encode(element);
  const heads: Buffer[] = [];
  for (let depth = 0; depth < DEEP; depth++) {
    const head = Buffer.from([element.tag, 0x84, 0, 0, 0, 0]);
    head.writeUInt32BE(inner.length + 6 * (DEEP - depth - 1), 2);
    heads.push(head);
  }
  return Buffer.concat([...heads, inner]);
}

function set(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
}

function splice(bytes: Buffer, at: number, gone: number, instead: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), instead, bytes.subarray(at + gone)]);
}

function noise(chance: Chance, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => chance.below(256)));
}

function pick<T>(from: readonly T[], chance: Chance): T {
  const found = from[chance.below(from.length)];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
