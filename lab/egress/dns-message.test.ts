import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dnsAnswer, dnsFormatError, RCODE, readDnsQuery, type DnsQuery } from './dns-message.ts';

/** A query as a resolver writes it. */
function query(name: string, type = 1, { id = 7, flags = 0x0100, questions = 1, after = '' } = {}): Buffer {
  const header = Buffer.alloc(12);
  [id, flags, questions].forEach((value, n) => header.writeUInt16BE(value, 2 * n));
  const labels = name.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return Buffer.concat([header, ...labels, Buffer.from([0, 0, type, 0, 1]), Buffer.from(after, 'hex')]);
}

function read(bytes: Buffer): DnsQuery {
  const found = readDnsQuery(bytes);
  if (found === undefined || found === 'formatError') throw new Error(String(found));
  return found;
}

test('a question is read, whatever its case and whatever stands behind it', () => {
  const edns = '0000291000000000000000';
  expect(read(query('Login.MicrosoftOnline.com', 28, { after: edns }))).toMatchObject({
    id: 7,
    opcode: 0,
    recursionDesired: true,
    name: 'login.microsoftonline.com',
    type: 28,
  });
});

test('the answer repeats the question to the letter, and points to its name', () => {
  const asked = query('A.test');
  const answer = dnsAnswer(read(asked), RCODE.noError, '10.1.2.3');
  expect(answer.subarray(0, 12).toString('hex')).toBe('000781800001000100000000');
  expect(answer.subarray(12, asked.length)).toEqual(asked.subarray(12));
  expect(answer.subarray(asked.length).toString('hex')).toBe(`c00c000100010000000000040a010203`);
});

test('an answer without an address says its code alone', () => {
  const answer = dnsAnswer(read(query('a.test')), RCODE.nameError);
  expect(answer.readUInt16BE(2) & 0xf).toBe(3);
  expect(answer.readUInt16BE(6)).toBe(0);
});

test.each([
  ['two questions', query('a.test', 1, { questions: 2 })],
  ['no question', query('a.test', 1, { questions: 0 })],
  [
    'a name that points',
    Buffer.concat([query('a.test').subarray(0, 12), Buffer.from('c00c00010001', 'hex')]),
  ],
  ['a name without an end', query('a.test').subarray(0, 17)],
  ['a name too long', query(Array(100).fill('abc').join('.'))],
  ['a dot within a label', query('a\0test').fill('.', 14, 15)],
])('%s is a format error', (_what, bytes) => {
  expect(readDnsQuery(bytes)).toBe('formatError');
  expect(dnsFormatError(bytes).subarray(0, 4).toString('hex')).toBe('00078081');
});

test.each([
  ['an answer', query('a.test', 1, { flags: 0x8180 })],
  ['half a header', Buffer.alloc(11)],
  ['far too much', Buffer.alloc(5_000)],
])('%s is answered with silence', (_what, bytes) => {
  expect(readDnsQuery(bytes)).toBeUndefined();
});

test('whatever the bytes, what is read can be answered', () => {
  const whole = query('login.microsoftonline.com');
  const spoilt = fc
    .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 })
    .map((changes) =>
      changes.reduce((bytes, [at, value]) => bytes.fill(value, at, at + 1), Buffer.from(whole)),
    );
  const any = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(any, spoilt), (bytes) => {
      const found = readDnsQuery(bytes);
      if (found === undefined) return;
      if (found === 'formatError') expect(dnsFormatError(bytes)).toHaveLength(12);
      else expect(dnsAnswer(found, RCODE.refused).readUInt16BE(0)).toBe(found.id);
    }),
    { numRuns: 1_000 },
  );
});
