import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentIdBytes, agentIdOf } from './agent-id.ts';

test('a GUID survives the way into the extension and back', () => {
  fc.assert(fc.property(fc.uuid(), (id) => agentIdOf(agentIdBytes(id)) === id));
});

test('the bytes stand in the order of the text', () => {
  expect([...agentIdBytes('00112233-4455-6677-8899-aabbccddeeff')].slice(0, 4)).toEqual([
    0x00, 0x11, 0x22, 0x33,
  ]);
});

test('anything but 16 bytes is no agent id', () => {
  for (const length of [0, 15, 17]) expect(agentIdOf(new Uint8Array(length))).toBeUndefined();
});
