import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CpuLedger } from './cpu-ledger.ts';
import { cpuMsFromPs, cpuMsFromStat } from './cpu-stat.ts';

/** pid, name, state, then fields 4 to 13, then utime and stime. */
const stat = (name: string, utime: number, stime: number): string =>
  `4242 (${name}) S 1 4242 4242 0 -1 4194560 100 0 0 0 ${utime} ${stime} 0 0 20 0 11 0 1 1 1\n`;

describe('/proc/<pid>/stat', () => {
  test.each(['node', 'a b', 'k6) S 9 9', '(((', ''])('of a program called %j', (name) => {
    expect(cpuMsFromStat(stat(name, 150, 50))).toBe(2_000);
  });

  test.each(['', '4242', '4242 (node) S', 'no such file', stat('x', Number.NaN, 1)])(
    'nothing for %j',
    (text) => {
      expect(cpuMsFromStat(text)).toBeUndefined();
    },
  );

  test('whatever the text, a number that is none is never told', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((name) => stat(name, 1, 1)),
        ),
        (text) => {
          const ms = cpuMsFromStat(text);
          expect(ms === undefined || (Number.isFinite(ms) && ms >= 0)).toBe(true);
        },
      ),
    );
  });
});

test('ps, in every shape of its times', () => {
  const text = '  10 00:00:01\n 11 1-02:03:04\n  12  2:03.50\nnonsense\n 13 x\n';
  expect([...cpuMsFromPs(text)]).toEqual([
    [10, 1_000],
    [11, ((26 * 60 + 3) * 60 + 4) * 1_000],
    [12, 123_500],
  ]);
});

describe('a ledger of CPU', () => {
  test('counts from the first look, later processes whole, and keeps what ended', () => {
    const ledger = new CpuLedger();
    expect(ledger.take([{ component: 'cloud', pid: 1, ms: 900 }])).toEqual({ cloud: 0 });
    const second = [
      { component: 'cloud', pid: 1, ms: 950 },
      { component: 'k6', pid: 2, ms: 70 },
    ];
    expect(ledger.take(second)).toEqual({ cloud: 50, k6: 70 });
    expect(ledger.take([{ component: 'cloud', pid: 1, ms: 960 }])).toEqual({ cloud: 60, k6: 70 });
  });

  test('adds up a component of several processes, and one that was restarted', () => {
    const ledger = new CpuLedger();
    ledger.take([{ component: 'AGENT1', pid: 1, ms: 500 }]);
    const restarted = [
      { component: 'AGENT1', pid: 2, ms: 30 },
      { component: 'AGENT1', pid: 3, ms: 5 },
    ];
    expect(ledger.take(restarted)).toEqual({ AGENT1: 35 });
  });
});
