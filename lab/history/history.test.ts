import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { History } from './history.ts';
import { SegmentWriter } from './segments.ts';

test('events of a pass-through request are found under the sign-in it belongs to', () => {
  const history = new History({ now: () => 1 });
  history.alias('request', 'sign-in');
  history.append({ component: 'cloud', kind: 'signin.received', correlationId: 'sign-in' });
  history.append({ component: 'DC1', kind: 'bind.accepted', correlationId: 'request' });
  history.append({ component: 'DC1', kind: 'bind.accepted', correlationId: 'other' });
  expect(history.of('sign-in').map(({ component, sequence }) => [component, sequence])).toEqual([
    ['cloud', 1],
    ['DC1', 2],
  ]);
});

test('memory is bounded, and the disk has the rest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  const history = new History({ now: () => 1, memory: 100, segments: new SegmentWriter(folder) });
  for (let i = 0; i < 1_000; i++)
    history.append({ component: 'cloud', kind: 'agent.bootstrapped', data: { i } });
  const all = history.all();
  expect(all.map((event) => event.sequence)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));
  history.close();
  rmSync(folder, { recursive: true });
});

test('events of a correlation are found in memory and on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'history-'));
  const history = new History({ now: () => 1, memory: 10, segments: new SegmentWriter(folder) });
  for (let i = 0; i < 100; i++)
    history.append({ component: 'cloud', kind: 'signin.received', correlationId: `s${i % 2}` });
  expect(history.of('s1').map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 50 }, (_, i) => 2 * i + 2),
  );
  history.close();
  rmSync(folder, { recursive: true });
});

test('once closed, a history takes nothing more and its folder does not come back', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'history-')), 'segments');
  const segments = new SegmentWriter(folder);
  const history = new History({ now: () => 1, segments });
  const late = { component: 'queue', kind: 'listener.detached' };
  history.append(late);
  history.close();
  rmSync(folder, { recursive: true });
  history.append(late);
  segments.write({ ...late, sequence: 2, at: 1 });
  expect(existsSync(folder)).toBe(false);
  expect(history.length).toBe(1);
  rmSync(dirname(folder), { recursive: true });
});

test('the canonical history of two runs agrees although identifiers, order of arrival and wall facts differ', () => {
  const run = (agent: string, swap: boolean): unknown => {
    const history = new History({ now: () => 5 });
    const events = [
      { component: 'DC1', kind: 'bind.accepted', volatile: { port: swap ? 1 : 2 } },
      { component: 'AGENT1', kind: 'agent.started', data: { agentId: agent } },
    ];
    for (const event of swap ? events.toReversed() : events) history.append(event);
    history.append({ component: 'cloud', kind: 'signin.finished', data: { agentId: agent } });
    return canonical(history.all());
  };
  const first = run('6f1c0b8e-1111-4222-8333-444455556666', false);
  expect(run('0d8f7a52-aaaa-4bbb-8ccc-ddddeeeeffff', true)).toEqual(first);
  expect(JSON.stringify(first)).toContain('#1');
});
