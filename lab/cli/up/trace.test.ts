import { expect, test } from 'vitest';
import { History } from '../../history/history.ts';
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
