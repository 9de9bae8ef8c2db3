import { expect, test } from 'vitest';
import { DEFAULT_OUTCOMES, codeFor, isWrongPassword, type Verdict } from './outcomes.ts';

const agentId = 'a';
const answered = (win32: number): Verdict => ({ kind: 'answered', agentId, win32 });

test.each([
  [0, 0],
  [1326, 50126],
  [1317, 80004],
  [1315, 80004],
  [1330, 50144],
  [1907, 50144],
  [1331, 50057],
  [1909, 50053],
  [1793, 50057],
  [1328, 80012],
  [1329, 80007],
  [1398, 80013],
  [1385, 80007],
  [1935, 80007],
  [1311, 80007],
  [1355, 80007],
  [1722, 80007],
  [1908, 80007],
  [4711, 80007],
])('Win32 %i becomes AADSTS%i', (win32, code) => {
  expect(codeFor(answered(win32), DEFAULT_OUTCOMES)).toBe(code);
});

test.each<[Verdict, number]>([
  [{ kind: 'noAgent' }, 80001],
  [{ kind: 'timedOut' }, 80002],
  [{ kind: 'invalidAnswer', agentId }, 80003],
  [{ kind: 'transportFailed' }, 80005],
  [{ kind: 'decryptFailed', agentId }, 80010],
  [{ kind: 'keyMissing', agentId }, 80011],
  [{ kind: 'noPasswordStored' }, 50056],
  [{ kind: 'cloudPassword', right: true, digest: '' }, 0],
  [{ kind: 'cloudPassword', right: false, digest: '' }, 50126],
])('%o becomes AADSTS%i', (verdict, code) => {
  expect(codeFor(verdict, DEFAULT_OUTCOMES)).toBe(code);
});

test('a row can be overridden', () => {
  expect(codeFor(answered(1909), { ...DEFAULT_OUTCOMES, '1909': 50126 })).toBe(50126);
});

test('only a wrong password counts, whatever code it is shown as', () => {
  expect(isWrongPassword(answered(1326))).toBe(true);
  for (const win32 of [0, 1317, 1330, 1331, 1907, 1909, 1311])
    expect(isWrongPassword(answered(win32))).toBe(false);
  expect(isWrongPassword({ kind: 'timedOut' })).toBe(false);
});
