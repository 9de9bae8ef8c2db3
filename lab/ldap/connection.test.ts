import { readFileSync } from 'node:fs';
import { duplexPair, type Duplex } from 'node:stream';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { LabClock } from '../clock/lab-clock.ts';
import { bindRequest, readResult, searchRequest, unbindRequest } from './client-messages.ts';
import { LDAP_LIMITS, serveLdap } from './connection.ts';
import { Framing } from './framing.ts';
import type { LdapHandler } from './handler.ts';
import { Operation } from './message.ts';
import { ResultCode } from './result-codes.ts';
import { readEnvelope } from './structure.ts';

const clock = new LabClock({ epoch: 0, mode: 'frozen' });
const defects: unknown[] = [];
afterEach(() => expect(defects.splice(0)).toEqual([]));

const everybody: LdapHandler = {
  authenticated: false,
  bind: ({ credentials }) => ({ code: credentials.kind === 'sasl' ? ResultCode.authMethodNotSupported : 0 }),
  search: () => ({ entries: [{ dn: 'CN=a', attributes: [['cn', ['a']]] }], result: { code: 0 } }),
  compare: () => ({ code: ResultCode.compareTrue }),
  extended: () => ({ code: ResultCode.protocolError }),
  write: () => ({ code: ResultCode.insufficientAccessRights }),
};

/** Sends the bytes, ends, and answers the operations that came back: `<message id>:<tag>:<result code>`. */
async function converse(bytes: Buffer, handler = everybody): Promise<string[]> {
  const [ours, theirs] = duplexPair();
  const served = serveLdap(theirs, handler, {
    clock: clock.for('DC1'),
    onDefect: (error) => defects.push(error),
  });
  ours.end(bytes);
  const answers = await collect(ours);
  await served;
  return answers;
}

async function collect(stream: Duplex): Promise<string[]> {
  const framing = new Framing(() => 1_000_000);
  const answers: string[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (const message of framing.push(chunk)) {
      const { messageId, operation } = readEnvelope(message);
      const code = operation.tag === Operation.searchResultEntry ? 'entry' : readResult(operation).code;
      answers.push(`${messageId}:${operation.tag.toString(16)}:${code}`);
    }
  }
  return answers;
}

const bind = (id: number): Buffer => bindRequest(id, 'CORP\\alice', 'x', []);
const search = (id: number): Buffer =>
  searchRequest(id, { base: '', scope: 'base', filter: '(a=*)', attributes: [], sizeLimit: 0 }, []);
const sasl = Buffer.from('3018020103601302010304 00a30c0405504c41494e0403780078'.replace(' ', ''), 'hex');

test('pipelined requests are answered in their order', async () => {
  const answers = await converse(Buffer.concat([bind(1), search(2), bind(3), unbindRequest(4), bind(5)]));
  expect(answers).toEqual(['1:61:0', '2:64:entry', '2:65:0', '3:61:0']);
});

test('a SASL bind is refused and the connection goes on', async () => {
  expect(await converse(Buffer.concat([sasl, bind(4)]))).toEqual(['3:61:7', '4:61:0']);
});

test.each([
  ['garbage', Buffer.from('000000000000', 'hex')],
  ['the packet that ldapjs hangs on', Buffer.from(hangPacket(), 'hex')],
  ['a message beyond the limit', Buffer.from('30847fffffff020101', 'hex')],
])('%s gets notice of disconnection after the answers before it', async (_, bytes) => {
  expect(await converse(Buffer.concat([bind(1), bytes, bind(2)]))).toEqual(['1:61:0', '0:78:2']);
});

test('an authenticated peer may send more at once', async () => {
  const large = bindRequest(1, 'x'.repeat(LDAP_LIMITS.unboundMessageBytes), 'x', []);
  expect(await converse(large)).toEqual(['0:78:2']);
  expect(await converse(large, { ...everybody, authenticated: true })).toEqual(['1:61:0']);
});

test('a handler that throws ends one connection, and is reported', async () => {
  const broken: LdapHandler = {
    ...everybody,
    bind: () => {
      throw new Error('defect');
    },
  };
  expect(await converse(bind(1), broken)).toEqual(['0:78:2']);
  expect(defects.splice(0)).toMatchObject([{ message: 'defect' }]);
});

test('whatever a peer sends, the server survives it', async () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(bind(1), search(2), sasl),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async (pieces) => {
      for (const answer of await converse(Buffer.concat(pieces)))
        expect(answer).toMatch(/^\d+:(61|64|65|78):/);
    }),
    { numRuns: 200 },
  );
});

function hangPacket(): string {
  return readFileSync(new URL('fixtures/ldapjs-hang-packet.hex', import.meta.url), 'utf8').trim();
}
