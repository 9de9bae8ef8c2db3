import { expect, test } from 'vitest';
import { History } from '../history/history.ts';
import { traceOf } from './trace.ts';

const history = new History({ now: () => 0 });
for (const correlationId of ['aa11', 'aa22', 'bb33'])
  history.append({ component: 'client', kind: 'signin.sent', correlationId });
history.append({ component: 'clock', kind: 'clock.advanced' });

test('an id, or the beginning of one alone, is traced', () => {
  expect(traceOf(history.all(), 'aa11').text).toContain('Correlation aa11');
  expect(traceOf(history.all(), 'bb').text).toContain('Correlation bb33');
  expect(traceOf(history.all(), 'bb').text).not.toContain('clock.advanced');
});

test('the beginning of several names them', () => {
  expect(traceOf(history.all(), 'aa')).toEqual({ text: '', known: ['aa11', 'aa22'] });
});

test('an unknown id names the newest', () => {
  expect(traceOf(history.all(), 'cc')).toEqual({ text: '', known: ['aa11', 'aa22', 'bb33'] });
});

test('what befell the agent that had the request in hand is told', () => {
  const lost = new History({ now: () => 0 });
  const at = { correlationId: 'cc44' };
  lost.append({ component: 'AGENT1', kind: 'agent.paused' });
  lost.append({ component: 'queue', kind: 'passthrough.dispatched', ...at, data: { machineName: 'AGENT1' } });
  lost.append({ component: 'AGENT2', kind: 'agent.stopped' });
  lost.append({ component: 'AGENT1', kind: 'agent.killed' });
  lost.append({ component: 'cloud', kind: 'passthrough.timedOut', ...at });
  lost.append({ component: 'AGENT1', kind: 'agent.started' });
  const { text } = traceOf(lost.all(), 'cc');
  expect(text.match(/agent\.\w+/g)).toEqual(['agent.killed']);
  expect(text.indexOf('dispatched')).toBeLessThan(text.indexOf('agent.killed'));
});
