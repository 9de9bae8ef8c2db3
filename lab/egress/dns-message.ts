/** Response codes (RFC 1035 section 4.1.1). */
export const RCODE = { noError: 0, formatError: 1, nameError: 3, notImplemented: 4, refused: 5 } as const;
export type Rcode = (typeof RCODE)[keyof typeof RCODE];

/** IPv4 address, Internet (RFC 1035 section 3.2). */
export const TYPE_A = 1;
const CLASS_IN = 1;

/** A query with one question. */
export interface DnsQuery {
  readonly id: number;
  readonly opcode: number;
  readonly recursionDesired: boolean;
  /** In lower case, without the last dot. */
  readonly name: string;
  readonly type: number;
  /** The question as it was sent, which the answer repeats to the letter. */
  readonly question: Buffer;
}

const HEADER = 12;
const LONGEST_MESSAGE = 4_096;
const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;
const LABEL = /^[\x21-\x7e]+$/;

/**
 * A query in wire format (RFC 1035 section 4). `formatError` when it deserves an answer and no better one; undefined
 * when it deserves none. What follows the question, such as EDNS options, is left alone (RFC 6891 section 7).
 */
export function readDnsQuery(bytes: Buffer): DnsQuery | 'formatError' | undefined {
  if (bytes.length < HEADER || bytes.length > LONGEST_MESSAGE) return undefined;
  const flags = bytes.readUInt16BE(2);
  const isResponse = (flags & 0x8000) !== 0;
  if (isResponse) return undefined;
  const named = bytes.readUInt16BE(4) === 1 ? readName(bytes, HEADER) : undefined;
  if (named === undefined || named.end + 4 > bytes.length) return 'formatError';
  if (bytes.readUInt16BE(named.end + 2) !== CLASS_IN) return 'formatError';
  return {
    id: bytes.readUInt16BE(0),
    opcode: (flags >> 11) & 0xf,
    recursionDesired: (flags & 0x0100) !== 0,
    name: named.name.toLowerCase(),
    type: bytes.readUInt16BE(named.end),
    question: bytes.subarray(HEADER, named.end + 4),
  };
}

/** A name's labels up to the root; a question has no name before it to point to. */
function readName(bytes: Buffer, start: number): { readonly name: string; readonly end: number } | undefined {
  const labels: string[] = [];
  let at = start;
  for (let length = bytes[at]; length !== 0; length = bytes[at]) {
    if (length === undefined || length > LONGEST_LABEL || at + 1 + length > bytes.length) return undefined;
    const label = bytes.toString('latin1', at + 1, at + 1 + length);
    if (!LABEL.test(label) || label.includes('.')) return undefined;
    labels.push(label);
    at += 1 + length;
    if (at - start > LONGEST_NAME) return undefined;
  }
  return { name: labels.join('.'), end: at + 1 };
}

/** An answer with a code, and with one address when `address` (IPv4, dotted) is given; nobody should keep it. */
export function dnsAnswer(query: DnsQuery, rcode: Rcode, address?: string): Buffer {
  const flags = 0x8080 | (query.opcode << 11) | (query.recursionDesired ? 0x0100 : 0) | rcode;
  const answers = address === undefined ? Buffer.alloc(0) : addressRecord(address);
  return Buffer.concat([header(query.id, flags, 1, address === undefined ? 0 : 1), query.question, answers]);
}

/** The answer to a query that cannot be read: its id and the code. */
export function dnsFormatError(bytes: Buffer): Buffer {
  return header(bytes.readUInt16BE(0), 0x8080 | RCODE.formatError, 0, 0);
}

function header(id: number, flags: number, questions: number, answers: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  [id, flags, questions, answers].forEach((value, n) => bytes.writeUInt16BE(value, 2 * n));
  return bytes;
}

/** Name: a pointer to the question's; type A, class IN, time to live 0. */
function addressRecord(address: string): Buffer {
  return Buffer.from([
    0xc0,
    HEADER,
    0,
    TYPE_A,
    0,
    CLASS_IN,
    0,
    0,
    0,
    0,
    0,
    4,
    ...address.split('.').map(Number),
  ]);
}
