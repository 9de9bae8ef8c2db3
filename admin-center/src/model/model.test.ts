import { describe, expect, test } from 'vitest';
import { agentOf } from './agent-of.ts';
import { agentWarnings } from './agent-warnings.ts';
import { lockoutFaults, lockoutValues } from './lockout-form.ts';
import { literal, pathWith } from './odata.ts';
import { instant } from './shown.ts';
import { filterFault, NO_FILTER, signInQuery } from './sign-in-filter.ts';

describe('agents', () => {
  const agents = (active: number, inactive = 0) => [
    ...Array.from({ length: active }, (_, n) => ({ machineName: `A${n}`, status: 'active' })),
    ...Array.from({ length: inactive }, (_, n) => ({ machineName: `I${n}`, status: 'inactive' })),
  ];
  const severities = (...args: Parameters<typeof agents>) =>
    agentWarnings(agents(...args), true).map(({ severity }) => severity);

  test('fewer than three, inactive ones, none and forty are said', () => {
    expect(severities(3)).toEqual(['information']);
    expect(severities(2)).toEqual(['warning', 'information']);
    expect(severities(2, 1)).toEqual(['warning', 'warning', 'information']);
    expect(severities(0, 1)).toEqual(['error', 'warning', 'information']);
    expect(severities(0)).toEqual(['error']);
    expect(severities(40)).toEqual(['warning', 'information']);
    expect(agentWarnings(agents(3, 7), true)[0]?.text).toContain('I4 and 2 more');
    expect(agentWarnings([], false)).toEqual([]);
  });

  test('are found in a sign-in by id', () => {
    const id = '0d6b3f5e-2c1a-4f4b-9a6c-1d2e3f4a5b6c';
    expect(agentOf(`Pass-through Authentication; PTA AgentId: ${id.toUpperCase()}`)).toBe(id);
    expect(agentOf('Password in the cloud')).toBeUndefined();
    expect(agentOf(null)).toBeUndefined();
  });
});

describe('the Smart Lockout form', () => {
  test.each(['0', '51', '-1', '1.5', '1e1', '', 'ten', '999999999'])(
    'refuses the threshold %j',
    (threshold) => {
      expect(Object.keys(lockoutFaults({ threshold, duration: '60' }))).toEqual(['threshold']);
    },
  );
  test.each(['4', '18001', '', '1m'])('refuses the duration %j', (duration) => {
    expect(Object.keys(lockoutFaults({ threshold: '10', duration }))).toEqual(['duration']);
  });
  test('sends whole numbers', () => {
    expect(lockoutFaults({ threshold: ' 5 ', duration: '0120' })).toEqual({});
    expect(lockoutValues({ threshold: ' 5 ', duration: '0120' }).map(({ value }) => value)).toEqual([
      '5',
      '120',
    ]);
  });
});

describe('the filter of the sign-in log', () => {
  test('is nothing when nothing was typed', () => {
    expect(signInQuery(NO_FILTER)).toBeUndefined();
    expect(pathWith('/x', { $filter: undefined })).toBe('/x');
  });
  test('joins what was typed, and no quote ends its literal', () => {
    const query = signInQuery({
      user: "O'Brien' or true",
      from: '2026-01-05T08:00',
      to: '2026-01-05T09:00',
      result: 'failure',
      code: 'AADSTS50126',
    });
    expect(query).toBe(
      "startswith(userPrincipalName,'o''brien'' or true') and createdDateTime ge 2026-01-05T08:00:00Z and createdDateTime le 2026-01-05T09:00:59Z and status/errorCode eq 50126 and status/errorCode ne 0",
    );
    expect(literal("''")).toBe("''''''");
    expect(pathWith('/x', { a: '&b=c' })).toBe('/x?a=%26b%3Dc');
  });
  test('refuses what is no code, and times that cannot be', () => {
    expect(filterFault({ ...NO_FILTER, code: '50126 or true' })).toContain('number');
    expect(filterFault({ ...NO_FILTER, from: '2026-02-01T00:00', to: '2026-01-01T00:00' })).toContain(
      'after',
    );
    expect(filterFault({ ...NO_FILTER, code: '50126' })).toBeUndefined();
  });
});

test('instants are UTC', () => {
  expect(instant('2026-01-05T08:00:01.250Z')).toBe('2026-01-05 08:00:01 UTC');
  expect(instant(null)).toBe('–');
});
