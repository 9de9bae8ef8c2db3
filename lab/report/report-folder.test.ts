import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeReportFolder, ReportFolderError } from './report-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'reports-'));
afterAll(() => rmSync(folder, { recursive: true }));
const now = new Date(Date.UTC(2026, 0, 5, 8));

test('a folder that was asked for is made with all above it', () => {
  const asked = join(folder, 'a', 'b');
  expect(makeReportFolder(folder, asked, 'seed', now)).toEqual({ path: asked, linked: false });
  expect(existsSync(asked)).toBe(true);
});

test('one below a file is refused with the place, and so is one where nothing can be made', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const asked of [join(file, 'x'), '/dev/null/x', ...(existsSync('/proc/self') ? ['/proc/x'] : [])]) {
    expect(() => makeReportFolder(folder, asked, 'seed', now)).toThrow(ReportFolderError);
  }
});
