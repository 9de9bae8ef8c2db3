import { expect, test } from 'vitest';
import { judge, type Evidence } from './verdict.ts';

const simulated = { facts: { code: '49', subCode: '52e' }, text: '80090308: LdapErr: DSID-0C0903A9' };
const same = { code: '49', subCode: '52e' };
const other = { code: '49', subCode: '775' };
const difference = { simulated: { subCode: '52e' }, reason: 'Windows says so', source: 'memory' };

const verdictOf = (evidence: Omit<Evidence, 'simulated'>): string =>
  judge({ simulated, ...evidence }).verdict;

test.each([
  ['same', { samba: same, recorded: same }],
  ['unlisted difference', { samba: other }],
  ['unlisted difference', { recorded: other }],
  ['unlisted drift', { samba: other, recorded: same }],
  ['same', { samba: same, recorded: other, drift: { facts: ['subCode'], reason: 'newer' } }],
  ['listed difference', { samba: other, difference }],
  ['no longer different', { samba: same, difference }],
  ['unlisted difference', { samba: other, difference: { ...difference, simulated: { subCode: '525' } } }],
  [
    'unlisted difference',
    { samba: { ...other, badPwdCount: '1' }, difference: { ...difference, simulated: {} } },
  ],
  ['pending', { samba: other, pending: 'the lock' }],
  ['no longer pending', { samba: same, pending: 'the lock' }],
  ['text differs', { samba: same, text: '^0000052D' }],
  ['same', { samba: same, text: '^80090308' }],
  ['unjudged', {}],
] as const)('%s: %j', (verdict, evidence) => {
  expect(verdictOf(evidence)).toBe(verdict);
});

test('a state that the forest cannot be brought into is pending only when it is listed', () => {
  const missing = { missing: 'logon hours' };
  expect(judge({ simulated: missing, samba: same }).verdict).toBe('not possible');
  expect(judge({ simulated: missing, samba: same, pending: 'logon hours' }).verdict).toBe('pending');
});

test('a reason is given where a verdict is not good', () => {
  expect(judge({ simulated, samba: other }).because).toBe('subCode 52e for 775');
  expect(verdictOf({ samba: other })).toBe('unlisted difference');
});
