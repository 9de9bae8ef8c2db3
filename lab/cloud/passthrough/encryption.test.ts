import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { expect, test } from 'vitest';
import { Encryption } from './encryption.ts';
import { EncryptionFailedError, PasswordTooLongError } from './errors.ts';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
const [odd, even] = [pair(), pair()];

/** So many agents, with two keys between them. */
function recipients(count: number) {
  return Array.from({ length: count }, (_, nth) => ({ keyId: `agent${nth}_00`, ...(nth % 2 ? odd : even) }));
}

test.each([1, 3, 4, 10, 40])('each of %i agents can decrypt what bears its key id', async (count) => {
  await using encryption = new Encryption();
  const agents = recipients(count);
  for (const password of ['Pässword-1', 'another']) {
    const encrypted = await encryption.encrypt(agents, password);
    expect(encrypted.map(({ keyId }) => keyId)).toEqual(agents.map(({ keyId }) => keyId));
    const decrypted = encrypted.map(({ ciphertext }, nth) => {
      const key = agents[nth]?.privateKey ?? '';
      const oaep = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
      return privateDecrypt(oaep, Buffer.from(ciphertext, 'base64')).toString('utf8');
    });
    expect(new Set(decrypted)).toEqual(new Set([password]));
  }
});

test('a password that no key can carry is refused, for few agents and for many', () => {
  for (const count of [1, 10])
    expect(() => new Encryption().encrypt(recipients(count), 'x'.repeat(191))).toThrow(PasswordTooLongError);
});

test('what is under way when the lab goes down fails', async () => {
  const encryption = new Encryption();
  const failed = expect(encryption.encrypt(recipients(40), 'x')).rejects.toThrow(EncryptionFailedError);
  await encryption[Symbol.asyncDispose]();
  await failed;
});
