import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt, sign } from 'node:crypto';

/** Milliseconds of one RSA-2048 operation on this machine now; a sign-in cannot be cheaper than those it makes. */
export interface RsaCost {
  readonly signMs: number;
  readonly decryptMs: number;
  readonly encryptMs: number;
}

const TIMES = 300;
const PASSWORD = Buffer.from('a password');
const TOKEN = Buffer.alloc(800);

export function rsaCost(): RsaCost {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  const ciphertext = publicEncrypt({ key: publicKey, ...oaep }, PASSWORD);
  return {
    signMs: cost(() => sign('sha256', TOKEN, privateKey)),
    decryptMs: cost(() => privateDecrypt({ key: privateKey, ...oaep }, ciphertext)),
    encryptMs: cost(() => publicEncrypt({ key: publicKey, ...oaep }, PASSWORD)),
  };
}

/** Processor time, not elapsed: others may be at work. */
function cost(work: () => unknown): number {
  for (let nth = 0; nth < TIMES / 10; nth++) work();
  const before = process.cpuUsage();
  for (let nth = 0; nth < TIMES; nth++) work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / TIMES) / 1_000;
}
