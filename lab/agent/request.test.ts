import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import { handleRequest, type RequestPorts } from './request.ts';

const valid = {
  contractVersion: '1',
  requestId: 'r1',
  tenantId: 't',
  userPrincipalName: 'alice@contoso.com',
  answerLimitMs: 15_000,
  encryptedData: [
    { keyId: 'other', ciphertext: 'AAAA' },
    { keyId: 'mine', ciphertext: Buffer.from('secret').toString('base64') },
  ],
};

async function answersTo(message: unknown, ports: Partial<RequestPorts> = {}): Promise<[string, Answer][]> {
  const answers: [string, Answer][] = [];
  const bytes = Buffer.isBuffer(message) ? message : Buffer.from(JSON.stringify(message));
  await handleRequest(bytes, {
    keyId: 'mine',
    decrypt: async (ciphertext) => ciphertext.toString(),
    checkPassword: async (_request, password) => ({
      win32: password === 'secret' ? 0 : 1326,
      directoryServer: 'dc1',
    }),
    answer: async (...answer) => void answers.push(answer),
    log: () => undefined,
    ...ports,
  });
  return answers;
}

test('decrypts its own ciphertext and answers what the directory said', async () => {
  expect(await answersTo(valid)).toEqual([['r1', { result: { win32: 0 }, directoryServer: 'dc1' }]]);
});

test('without a ciphertext of its own: keyMissing', async () => {
  expect(await answersTo(valid, { keyId: 'none' })).toEqual([['r1', { result: { failure: 'keyMissing' } }]]);
});

test('a ciphertext that does not open: decryptFailed', async () => {
  const decrypt = (): Promise<string> => Promise.reject(new Error('no'));
  expect(await answersTo(valid, { decrypt })).toEqual([['r1', { result: { failure: 'decryptFailed' } }]]);
});

test('an empty password is refused without a bind, as an unauthenticated bind would succeed', async () => {
  const checkPassword = (): Promise<{ win32: number }> => Promise.resolve({ win32: 0 });
  const answers = await answersTo(valid, { decrypt: async () => '', checkPassword });
  expect(answers).toEqual([['r1', { result: { win32: 1326 } }]]);
});

test.each([
  ['another version', { ...valid, contractVersion: '2' }],
  ['a request id that is a path', { ...valid, requestId: '../x' }],
  ['no ciphertexts', { ...valid, encryptedData: [] }],
  ['no object', []],
])('%s is dropped', async (_what, message) => {
  expect(await answersTo(message)).toEqual([]);
});

test('whatever the bytes, the agent goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 512 }), async (bytes) => {
      expect(await answersTo(Buffer.from(bytes))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
