import { expect, test } from 'vitest';
import { cannotSay, win32Of } from './outcome.ts';

const refused = (data: string): { code: number; diagnosticMessage: string } => ({
  code: 49,
  diagnosticMessage: `80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ${data}, v1db1`,
});

test.each([
  ['52e', 1326],
  ['525', 1326],
  ['530', 1328],
  ['531', 1329],
  ['532', 1330],
  ['533', 1331],
  ['701', 1793],
  ['773', 1907],
  ['775', 1909],
])('sub-code %s is Win32 %i', (data, win32) => {
  expect(win32Of(refused(data))).toBe(win32);
});

test.each([
  [{ code: 0, diagnosticMessage: '' }, 0],
  [{ code: 49, diagnosticMessage: '' }, 1326],
  [refused('0'), 1326],
  [{ code: 53, diagnosticMessage: 'unwilling' }, 1359],
])('%j is Win32 %i', (result, win32) => {
  expect(win32Of(result)).toBe(win32);
});

test('busy and unavailable are no verdict', () => {
  expect([0, 49, 51, 52, 53].filter((code) => cannotSay({ code, diagnosticMessage: '' }))).toEqual([51, 52]);
});
