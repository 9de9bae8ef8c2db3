import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  abandonRequest,
  add,
  bindRequest,
  compare,
  extended,
  modify,
  modifyDn,
  remove,
  saslBind,
  searchRequest,
  unbindRequest,
} from './client-messages.ts';
import { encodeMessage } from './encoding.ts';
import { LdapRefusalError } from './errors.ts';
import type { LdapHandler } from './handler.ts';
import { LDAP_LIMITS } from './limits.ts';
import type { LdapControl } from './message.ts';
import { converse, everybody, Line } from './testing.ts';

const bind = (id: number): Buffer => bindRequest(id, 'CORP\\alice', 'x', []);
const search = (id: number, controls: LdapControl[] = []): Buffer =>
  searchRequest(id, { base: '', scope: 'base', filter: '(a=*)', attributes: [], sizeLimit: 0 }, controls);
const sasl = encodeMessage(3, saslBind('PLAIN', Buffer.from('x')));
const hang = readFileSync(new URL('corpus/ldapjs-hang-packet.hex', import.meta.url), 'utf8').trim();

test('pipelined requests are answered in their order', async () => {
  const answers = await converse(Buffer.concat([bind(1), search(2), bind(3), unbindRequest(4), bind(5)]));
  expect(answers).toEqual(['1:61:0', '2:entry', '2:65:0', '3:61:0']);
});

test('every operation reaches its own method', async () => {
  const dn = 'CN=a,DC=lab';
  const messages = [
    encodeMessage(1, add(dn, { cn: ['a'] })),
    encodeMessage(2, modify(dn, [{ kind: 'replace', type: 'sn', values: ['b'] }])),
    encodeMessage(3, modifyDn(dn, 'CN=b', true, 'OU=Staff,DC=lab')),
    encodeMessage(4, remove(dn)),
    encodeMessage(5, compare(dn, 'cn', 'a')),
    encodeMessage(6, extended('1.3.6.1.4.1.4203.1.11.3')),
  ];
  expect(await converse(Buffer.concat(messages))).toEqual([
    '1:69:68',
    '2:67:50',
    '3:6d:53',
    '4:6b:32',
    '5:6f:6',
    '6:78:2',
  ]);
});

test('a SASL bind is refused and the connection goes on', async () => {
  expect(await converse(Buffer.concat([sasl, bind(4)]))).toEqual(['3:61:7', '4:61:0']);
});

test.each([
  ['garbage', Buffer.from('000000000000', 'hex')],
  ['the packet that ldapjs hangs on', Buffer.from(hang, 'hex')],
  ['a message beyond the limit', Buffer.from('30847fffffff020101', 'hex')],
])('%s gets notice of disconnection after the answers before it', async (_, bytes) => {
  expect(await converse(Buffer.concat([bind(1), bytes, bind(2)]))).toEqual(['1:61:0', '0:78:2']);
});

test('an authenticated peer may send more at once', async () => {
  const large = bindRequest(1, 'x'.repeat(LDAP_LIMITS.unboundMessageBytes), 'x', []);
  expect(await converse(large)).toEqual(['0:78:2']);
  expect(await converse(large, { ...everybody, authenticated: true })).toEqual(['1:61:0']);
});

test('a critical control that the handler does not know is refused, any other goes by', async () => {
  const controls = (oid: string, critical: boolean): LdapControl[] => [{ oid, critical }];
  const messages = [search(1, controls('9.9', true)), search(2, controls('9.9', false))];
  const known = search(3, controls('1.2.3', true));
  expect(await converse(Buffer.concat([...messages, known]))).toEqual([
    '1:65:12',
    '2:entry',
    '2:65:0',
    '3:entry',
    '3:65:0',
  ]);
});

test('numbers that no server knows are refused, and the connection goes on', async () => {
  const strange = Buffer.from(search(1));
  strange.set([9], strange.indexOf(Buffer.from([0x0a, 0x01, 0x00])) + 2);
  expect(await converse(Buffer.concat([strange, bind(2)]))).toEqual(['1:65:2', '2:61:0']);
});

test('a handler that throws answers `other`, or what it threw, and the connection goes on', async () => {
  const broken: LdapHandler = {
    ...everybody,
    bind: () => {
      throw new Error('defect');
    },
    compare: () => Promise.reject(new LdapRefusalError({ code: 32 })),
  };
  const line = new Line(broken).listen();
  line.send(bind(1), encodeMessage(2, compare('CN=a', 'cn', 'a')), search(3));
  expect(await line.answers(4)).toEqual(['1:61:80', '2:6f:32', '3:entry', '3:65:0']);
  expect(line.defects).toMatchObject([{ message: 'defect' }]);
});

test('later answers keep the order of their requests', async () => {
  const owed = Promise.withResolvers<{ code: number }>();
  const line = new Line({ ...everybody, bind: () => owed.promise }).listen();
  line.send(bind(1), search(2));
  owed.resolve({ code: 49 });
  expect(await line.answers(3)).toEqual(['1:61:49', '2:entry', '2:65:0']);
});

test('a message id that is in use ends the connection', async () => {
  const line = new Line({ ...everybody, bind: () => new Promise(() => undefined) }).listen();
  expect(await line.send(bind(1), search(1)).rest()).toEqual(['0:78:2']);
});

test('a request that waits can be abandoned', async () => {
  const owed = Promise.withResolvers<{ code: number }>();
  const line = new Line({ ...everybody, bind: () => owed.promise }).listen();
  line.send(bind(1), search(2), abandonRequest(3, 2), search(4));
  owed.resolve({ code: 0 });
  expect(await line.answers(3)).toEqual(['1:61:0', '4:entry', '4:65:0']);
});

test('whatever a peer sends, the server survives it', async () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(bind(1), search(2), sasl),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async (pieces) => {
      for (const answer of await converse(Buffer.concat(pieces)))
        expect(answer).toMatch(/^\d+:(61|65|78|entry)/);
    }),
    { numRuns: 200 },
  );
});
