import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bindRequest, searchRequest } from './client-messages.ts';
import { pagedResults } from './paging.ts';
import { readRequest } from './read-request.ts';
import { outcome } from './testing.ts';

const hang = readFileSync(new URL('corpus/ldapjs-hang-packet.hex', import.meta.url), 'utf8').trim();
const search = searchRequest(
  7,
  {
    base: 'DC=lab',
    scope: 'sub',
    filter: '(&(a=b)(!(c=d*e))(f:1.2:=3))',
    attributes: ['cn', 'sn'],
    sizeLimit: 9,
  },
  [pagedResults({ size: 10, cookie: Buffer.from('next') })],
);
const bind = bindRequest(1, 'alice@contoso.com', 'Right-1!', [{ oid: '1.2.3', critical: true }]);

/** Reads like the server does: a request, or the one error that is foreseen. */
function kindOf(bytes: Buffer): string {
  return outcome(() => readRequest(bytes).operation.kind);
}

test('what the client writes is what the server reads', () => {
  expect(readRequest(search)).toMatchObject({
    messageId: 7,
    operation: { kind: 'search', base: 'DC=lab', scope: 'sub', sizeLimit: 9, attributes: ['cn', 'sn'] },
    controls: [{ critical: false }],
  });
  expect(readRequest(bind)).toMatchObject({
    operation: { version: 3, name: 'alice@contoso.com', credentials: { password: Buffer.from('Right-1!') } },
    controls: [{ oid: '1.2.3', critical: true }],
  });
});

test.each([
  [hang, 'the packet that never lets ldapjs go'],
  ['30060201017f0178', 'an unknown operation'],
  ['300c020100600702010304008000', 'message id 0'],
  ['300c0201ff600702010304008000', 'a negative message id'],
  ['300c020101600702010304008c00', 'an unknown authentication choice'],
  [`30${'82ffff30'.repeat(50)}`, 'lengths beyond the end'],
])('%s is refused: %s', (hex) => {
  expect(kindOf(Buffer.from(hex, 'hex'))).toBe('refused');
});

test('nesting beyond the limit is refused, not followed', () => {
  let nested = Buffer.alloc(0);
  for (let depth = 0; depth < 2_000; depth++) {
    const head = Buffer.from([0xa2, 0x83, nested.length >> 16, nested.length >> 8, nested.length]);
    nested = Buffer.concat([head, nested]);
  }
  const whole = Buffer.concat([
    Buffer.from([0x30, 0x83, nested.length >> 16, nested.length >> 8, nested.length]),
    nested,
  ]);
  expect(kindOf(whole)).toBe('refused');
});

test('arbitrary bytes are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(kindOf(Buffer.from(bytes))).toBe('refused');
    }),
    { numRuns: 500 },
  );
});

test('a valid message with bytes changed is read or refused', () => {
  const change = fc.record({ at: fc.nat(300), byte: fc.nat(255) });
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(search, bind), changes, (original, changed) => {
      const bytes = Buffer.from(original);
      for (const { at, byte } of changed) bytes[at % bytes.length] = byte;
      expect(kindOf(bytes)).toMatch(
        /^(bind|search|add|modify|modifyDn|delete|compare|extended|unservable|unbind|abandon|refused)$/,
      );
    }),
    { numRuns: 2_000 },
  );
});
