import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryEntry, HistoryEvent } from '../history/event.ts';
import { History } from '../history/history.ts';
import { renderHistory } from './reading-order.ts';

const EPOCH = Date.UTC(2026, 0, 5, 8);

function historyOf(...entries: readonly (HistoryEntry & { after?: number })[]): readonly HistoryEvent[] {
  let now = EPOCH;
  const history = new History({ now: () => now });
  for (const { after = 0, ...entry } of entries) {
    now += after;
    history.append(entry);
  }
  return history.all();
}

const lostSignIn = historyOf(
  { component: 'lab', kind: 'lab.started' },
  { component: 'client', kind: 'signin.sent', correlationId: 'c1', data: { upn: 'megan@contoso.com' } },
  { component: 'cloud', kind: 'signin.received', correlationId: 'c1' },
  {
    component: 'queue',
    kind: 'passthrough.dispatched',
    correlationId: 'c1',
    data: { machineName: 'AGENT2' },
  },
  { component: 'client', kind: 'signin.sent', correlationId: 'c2' },
  { component: 'AGENT2', kind: 'agent.killed' },
  { component: 'DC1', kind: 'bind.accepted', correlationId: 'c2', match: 'inferred' },
  { component: 'cloud', kind: 'passthrough.timedOut', correlationId: 'c1', after: 15_000 },
);

describe('a history in reading order', () => {
  test('has one passage per correlation id, in the order they began, the lab between them', () => {
    const titles = renderHistory(lostSignIn)
      .split('\n')
      .filter((line) => /^(The lab|Correlation)/.test(line));
    expect(titles).toEqual(['The lab', 'Correlation c1', 'Correlation c2', 'The lab']);
  });

  test('indents by hop and marks the hop at fault', () => {
    const lines = renderHistory(lostSignIn).split('\n');
    const first = lines.indexOf('Correlation c1');
    expect(lines.slice(first + 1, first + 5)).toEqual([
      '  2026-01-05 08:00:00.000  client     signin.sent  upn=megan@contoso.com  #2',
      '  2026-01-05 08:00:00.000    cloud    signin.received  #3',
      '  2026-01-05 08:00:00.000      queue  passthrough.dispatched  machineName=AGENT2  #4',
      '! 2026-01-05 08:00:15.000    cloud    passthrough.timedOut  #8',
    ]);
  });

  test('says how sure a match is', () => {
    expect(renderHistory(lostSignIn)).toContain('bind.accepted (inferred)');
  });

  test('an empty history says so', () => {
    expect(renderHistory([])).toContain('empty');
  });

  test('leaves out all but the newest events, and says how many', () => {
    const many = historyOf(
      ...Array.from({ length: 5_010 }, () => ({ component: 'clock', kind: 'clock.moved' })),
    );
    expect(renderHistory(many)).toMatch(/^\(10 earlier events are left out\)/);
  });

  test('no value can forge a line or steer a terminal', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(hostile, hostile, (name, value) => {
        const events = historyOf({ component: 'client', kind: 'signin.sent', data: { [name]: value } });
        const text = renderHistory(events);
        expect(text.split(/[\r\n\u2028\u2029\u0085]/).length).toBe(3);
        expect(text).not.toMatch(/[\u001b\u009b\u202e]/);
      }),
      { numRuns: 100 },
    );
  });
});
