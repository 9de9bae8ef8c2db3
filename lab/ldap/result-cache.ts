import { encodeValue, writeResult } from './encoding.ts';
import type { LdapResult } from './message.ts';

/** Encoded operations by result and by tag; a frozen result never becomes another. */
const encoded = new WeakMap<LdapResult, Map<number, Buffer>>();

/** Tag, 0x84 and four bytes of length; an integer's tag and its length. */
const HEADER = 6;
const ID_HEADER = 2;
const ID_BYTES = 4;

/** A message with a frozen result: what `resultMessage` makes, for the price of a copy. */
export function fixedResultMessage(id: number, tag: number, result: LdapResult): Buffer {
  const operation = operationOf(tag, result);
  let size = 1;
  while (size < ID_BYTES && id >> (8 * size - 1) !== 0) size++;
  const length = ID_HEADER + size + operation.length;
  const message = Buffer.allocUnsafe(HEADER + length);
  message[0] = 0x30;
  message[1] = 0x84;
  message.writeUInt32BE(length, 2);
  message[HEADER] = 0x02;
  message[HEADER + 1] = size;
  message.writeIntBE(id, HEADER + ID_HEADER, size);
  message.set(operation, HEADER + ID_HEADER + size);
  return message;
}

function operationOf(tag: number, result: LdapResult): Buffer {
  let byTag = encoded.get(result);
  if (byTag === undefined) encoded.set(result, (byTag = new Map<number, Buffer>()));
  let operation = byTag.get(tag);
  if (operation === undefined) byTag.set(tag, (operation = encodeOperation(tag, result)));
  return operation;
}

function encodeOperation(tag: number, result: LdapResult): Buffer {
  return encodeValue((writer) => {
    const start = writer.open(tag);
    writeResult(writer, result);
    writer.close(start);
  });
}
