import { expect, test } from 'vitest';
import { Sealer } from './sealer.ts';

const value = { user: 'ada' };

test('what was sealed is opened for its purpose, by its sealer, and unaltered alone', () => {
  const sealer = new Sealer();
  const text = sealer.seal('code', value);
  expect(text).not.toContain(Buffer.from('ada').toString('base64url'));
  expect(sealer.open('code', text)).toEqual(value);
  expect(sealer.open('refresh token', text)).toBeUndefined();
  expect(new Sealer().open('code', text)).toBeUndefined();
  for (const at of [0, 12, 20, text.length - 1]) {
    const other = text[at] === 'A' ? 'B' : 'A';
    expect(sealer.open('code', `${text.slice(0, at)}${other}${text.slice(at + 1)}`)).toBeUndefined();
  }
});

test('no two texts of one sealer share an initialization vector', () => {
  const sealer = new Sealer();
  const vectors = Array.from({ length: 500 }, () => sealer.seal('code', value).slice(0, 16));
  expect(new Set(vectors).size).toBe(500);
});
