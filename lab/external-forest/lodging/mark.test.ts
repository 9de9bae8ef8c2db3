import { expect, test } from 'vitest';
import { claimTexts, hold, isHeld, readClaim, startTicksOf, type Claim } from './mark.ts';

const CLAIM: Claim = {
  pid: process.pid,
  startTicks: startTicksOf(process.pid),
  lab: 'a-lab',
  policies: { lockoutthreshold: ['5'], maxpwdage: ['-9223372036854775808'], minpwdlength: [] },
  suffixes: ['contoso.com', 'fabrikam.com'],
};

test('what a lab writes down is what the next one reads', () => {
  expect(readClaim(claimTexts(CLAIM))).toEqual(CLAIM);
});

test('what is unreadable claims nothing', () => {
  const nothing = { pid: 0, startTicks: '', lab: '', policies: {}, suffixes: [] };
  expect(readClaim(['', 'some words of somebody', 'was'])).toEqual(nothing);
});

test('a lab of this process holds a domain until it lets go', () => {
  expect(isHeld(CLAIM)).toBe(false);
  const letGo = hold(CLAIM.lab);
  expect(isHeld(CLAIM)).toBe(true);
  letGo();
  expect(isHeld(CLAIM)).toBe(false);
});

test('a lab of another process holds it for as long as that very process runs', () => {
  const pid = process.ppid;
  expect(isHeld({ ...CLAIM, pid, startTicks: startTicksOf(pid) })).toBe(true);
  expect(isHeld({ ...CLAIM, pid, startTicks: 'another' })).toBe(false);
  expect(isHeld({ ...CLAIM, pid: 4_194_305 })).toBe(false);
});
