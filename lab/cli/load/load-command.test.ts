import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { carryOut } from '../carry-out.ts';
import { EXIT } from '../exit-codes.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'ptalab-load-command-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

async function typed(...args: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const note = (line: string): void => void lines.push(line);
  const terminal = { isTerminal: false, say: note, complain: note, live: () => undefined };
  const code = await carryOut(['load', ...args], {
    cwd: FOLDER,
    terminal,
    exit: () => undefined,
    version: '0',
  });
  return { code, text: lines.join('\n') };
}

describe('ptalab load', () => {
  test('names its scripts', async () => {
    const { code, text } = await typed('--list');
    expect(code).toBe(EXIT.passed);
    expect(text.split('\n')).toEqual(expect.arrayContaining(['steady', 'spray', 'knee-step']));
  });

  test.each<[string[], RegExp]>([
    [[], /load needs a script: one of .*steady/],
    [['stedy'], /there is no load script stedy; did you mean steady\? It is one of/],
    [['loads/mine.ts'], /there is no load script loads\/mine\.ts/],
    [['steady', '--rate', 'x'], /--rate/],
    [
      ['steady', '--target', 'https://login.microsoftonline.com'],
      /neither this machine's loopback nor a network of the lab/,
    ],
    [
      ['steady', '--k6', '/nowhere/k6'],
      /--k6 names \/nowhere\/k6, which is no program that can be run; `npm run k6:build`/,
    ],
    [['steady', '--lab', 'none.yaml', '--k6', '/nowhere'], /none\.yaml: found no such file/],
    [['knee', '--agents', 'all'], /--agents/],
    [['knee', '--k6', '/nowhere/k6'], /--k6 names/],
    [['knee', '--peak', '9', '--k6', '/nowhere/k6'], /--peak and --average go together/],
    [['knee', '--rate', '5'], /unknown option '--rate'/],
    [['size', '--agents', '5'], /unknown option '--agents'/],
    [['size'], /load size needs the load/],
    [['size', '--peak', '9', '--average', '1', '--knee', '0'], /--knee/],
    [['steady', '--rat', '5'], /unknown option '--rat'/],
  ])('%j is refused in one message, and leaves nothing', async (args, message) => {
    const { code, text } = await typed(...args);
    expect(code).toBe(EXIT.usage);
    expect(text).toMatch(message);
    expect(existsSync(join(FOLDER, 'reports'))).toBe(false);
  });

  test('sizes by the guide when nothing has been measured, for people and for programs', async () => {
    const { code, text } = await typed('size', '--peak', '900', '--average', '120');
    expect(code).toBe(EXIT.passed);
    expect(text).toMatch(/300\/s {2}the guide.* 3 +4 +75 % +10 %/);
    expect(text).toContain('Nothing has been measured here yet');
    const { text: json } = await typed(
      'size',
      '--peak',
      '900',
      '--average',
      '120',
      '--knee',
      '450',
      '--json',
    );
    const read: unknown = JSON.parse(json);
    expect(read).toMatchObject({
      peak: 900,
      advice: [{ perAgent: 300 }, { perAgent: 400 }, { perAgent: 450, advised: 3 }],
    });
  });
});
