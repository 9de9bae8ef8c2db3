import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NoLabError } from '../errors.ts';
import { labFilePath, readLabFile, writeLabFile } from './lab-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptalab-lab-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const here = { url: 'http://127.0.0.1:1', token: 'x'.repeat(32), pid: process.pid };

test('a written file is read back, and is for its owner alone', () => {
  writeLabFile(folder, here);
  expect(readLabFile(folder)).toEqual({ state: 'up', address: here });
  expect(statSync(labFilePath(folder)).mode & 0o777).toBe(0o600);
});

test('a second lab in the folder is refused', () => {
  writeLabFile(folder, here);
  expect(() => writeLabFile(folder, here)).toThrow(NoLabError);
});

test('a folder without a lab says so', () => {
  expect(readLabFile(folder)).toEqual({ state: 'none' });
});

test('a lab whose process has ended is stale', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  writeLabFile(folder, { ...here, pid });
  expect(readLabFile(folder)).toEqual({ state: 'stale', reason: `its process ${pid} is gone` });
});

test.each(['', '{', '[]', '{"url":"ftp"}', '{"url":"http://127.0.0.1:1","token":"","pid":-1}'])(
  '%j is stale',
  (text) => {
    mkdirSync(join(folder, '.ptalab'));
    writeFileSync(labFilePath(folder), text);
    expect(readLabFile(folder)).toMatchObject({ state: 'stale' });
  },
);
