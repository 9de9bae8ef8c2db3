import { hash } from 'node:crypto';

const GROUPS = 4;
const LETTERS = 26;

/**
 * A password of 19 characters from the seed and a number, such as `Kq47-Wd83-Zr19-Hm56`, with 64 bits to guess. It
 * has every class of character; with no three letters together it holds no part of a name, as password complexity
 * asks ([MS-SAMR] 3.1.1.7.2).
 */
export function derivedPassword(seed: string, number: number): string {
  const bytes = hash('sha256', `${seed}\u0000population password\u0000${number}`, 'buffer');
  return Array.from({ length: GROUPS }, (_, index) => group(bytes.readUInt32LE(index * 4))).join('-');
}

function group(bits: number): string {
  const [upper, lower] = [bits % LETTERS, Math.floor(bits / LETTERS) % LETTERS];
  const digits = Math.floor(bits / LETTERS / LETTERS) % 100;
  return `${String.fromCharCode(65 + upper, 97 + lower)}${String(digits).padStart(2, '0')}`;
}
