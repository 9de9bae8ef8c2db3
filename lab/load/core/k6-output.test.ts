import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientFigures, clientSeries, flowFigures } from './figures.ts';
import { latestProgress, readProgress } from './k6-progress.ts';
import { readRecording } from './recording.ts';
import { readSummary } from './summary.ts';
import { trialOf } from './trial.ts';

const SUMMARY = JSON.stringify({
  root_group: { name: '' },
  metrics: {
    sign_ins: { count: 150, rate: 29.9 },
    sign_ins_failed: { count: 2, rate: 0.4, thresholds: { 'count==0': true } },
    sign_in_duration: {
      avg: 20,
      'p(50)': 9,
      med: 9,
      'p(90)': 90,
      'p(95)': 122.5,
      'p(99)': 229.8,
      max: 300,
      thresholds: { 'p(95)<1000': false },
    },
    http_req_failed: { value: 0.01, passes: 1, fails: 99, thresholds: { 'rate<0.05': false } },
    dropped_iterations: { count: 1, rate: 0.2, thresholds: { 'count==0': true, nonsense: false } },
  },
});

describe('k6’s summary', () => {
  const summary = readSummary(SUMMARY);

  test('tells what the clients saw', () => {
    expect(clientFigures(summary)).toEqual({
      signIns: 150,
      failed: 2,
      perSecond: 29.9,
      dropped: 1,
      latencyMs: { avg: 20, p50: 9, p90: 90, p95: 122.5, p99: 229.8, max: 300 },
    });
    expect(trialOf(summary, { rate: 30, seconds: 5, othersCores: 0.1 })).toEqual({
      rate: 30,
      sent: 150,
      failed: 2,
      dropped: 1,
      achieved: 30,
      p95Ms: 122.5,
      othersCores: 0.1,
    });
  });

  test('tells each threshold with what was measured of it', () => {
    expect(summary.thresholds).toEqual([
      { metric: 'dropped_iterations', expression: 'count==0', passed: false, value: 1 },
      { metric: 'dropped_iterations', expression: 'nonsense', passed: true, value: undefined },
      { metric: 'http_req_failed', expression: 'rate<0.05', passed: true, value: 0.01 },
      { metric: 'sign_in_duration', expression: 'p(95)<1000', passed: true, value: 122.5 },
      { metric: 'sign_ins_failed', expression: 'count==0', passed: false, value: 2 },
    ]);
  });

  test('of a script with no counts of its own is read by iterations and checks', () => {
    const plain = readSummary(
      '{"metrics":{"iterations":{"count":7,"rate":3.5},"checks":{"passes":5,"fails":2,"value":0.7}}}',
    );
    expect(clientFigures(plain)).toMatchObject({
      signIns: 7,
      failed: 2,
      perSecond: 3.5,
      latencyMs: undefined,
    });
    expect(trialOf(plain, { rate: 5, seconds: 1, othersCores: 0 }).p95Ms).toBe(Number.POSITIVE_INFINITY);
  });

  test.each(['', 'x', '[]', '{"metrics":[1]}', '{"metrics":{"a":1}}'])('is refused when it is %j', (text) => {
    expect(() => readSummary(text)).toThrow();
  });

  test('whatever its metrics hold, is read or refused', () => {
    const metric = fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.string(), fc.constant(null)));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), metric), (metrics) => {
        const text = JSON.stringify({ metrics });
        expect(() => {
          try {
            clientFigures(readSummary(text));
          } catch (error) {
            if (!(error instanceof Error) || error.name !== 'ZodError') throw error;
          }
        }).not.toThrow();
      }),
    );
  });
});

const RECORDING = [
  '{"event":"param","data":{"aggregates":{"counter":["count","rate"],"gauge":["value"],"trend":["avg","max","med","min","p(90)","p(95)","p(99)"]}}}',
  '{"event":"metric","data":{"time":{"type":"gauge"}}}',
  '{"event":"start","data":[[1000000]]}',
  '{"event":"metric","data":{"sign_ins":{"type":"counter"},"sign_ins{flow:managed}":{"type":"counter"},"sign_in_duration":{"type":"trend"},"sign_ins_begun":{"type":"counter"}}}',
  '{"event":"snapshot","data":[[10,30,9,5,20,25,29],[50,50],[60,60],[50,50],[1001000]]}',
  '{"event":"cumulative","data":[[1,2,3,4,5,6,7],[1,1],[1,1],[1,1],[1001000]]}',
  '{"event":"metric","data":{"dropped_iterations":{"type":"counter"},"sign_in_duration{flow:managed}":{"type":"trend"}}}',
  '{"event":"snapshot","data":[[4,4],[],[],[],[5,5],[],[1002004]]}',
  '{"event":"cumulative","data":[[4,2],[10,30,9,5,20,25,29],[11,31,9,5,20,25,29],[50,25],[65,32],[50,25],[1002004]]}',
  '{"event":"threshold","data":{}}',
  '{"event":"snapshot","data":[[1,',
].join('\n');

describe('k6’s recording', () => {
  const recording = readRecording(RECORDING);

  test('is read period by period; values stand in the order of the metrics known by then', () => {
    expect(recording.periods.map(({ second }) => second)).toEqual([1, 2]);
    const [first, second] = recording.periods;
    expect(first?.metrics.get('sign_in_duration')).toMatchObject({ med: 9, 'p(95)': 25 });
    expect(first?.metrics.get('sign_ins_begun')).toEqual({ count: 60, rate: 60 });
    expect(second?.metrics.get('dropped_iterations')).toEqual({ count: 4, rate: 4 });
    expect(second?.metrics.has('sign_in_duration')).toBe(false);
  });

  test('becomes lines over time', () => {
    const { latencyMs, flow } = clientSeries(recording);
    expect(latencyMs.map(({ name, points }) => [name, points])).toEqual([
      ['p50', [{ second: 1, value: 9 }]],
      ['p95', [{ second: 1, value: 25 }]],
      ['p99', [{ second: 1, value: 29 }]],
    ]);
    expect(flow[0]).toEqual({
      name: 'arrivals',
      points: [
        { second: 1, value: 60 },
        { second: 2, value: 9 },
      ],
    });
    expect(flow[1]).toEqual({
      name: 'completions',
      points: [
        { second: 1, value: 50 },
        { second: 2, value: 0 },
      ],
    });
  });

  test('tells each flow over the whole load', () => {
    expect(flowFigures(recording)).toEqual([
      {
        flow: 'managed',
        signIns: 50,
        failed: 0,
        latencyMs: { avg: 11, p50: 9, p90: 20, p95: 25, p99: 29, max: 31 },
      },
    ]);
  });

  test('cut off anywhere, or scrambled, is read as far as it goes', () => {
    const lines = fc.shuffledSubarray(RECORDING.split('\n')).map((some) => some.join('\n'));
    const cut = fc.nat(RECORDING.length).map((at) => RECORDING.slice(0, at));
    fc.assert(
      fc.property(fc.oneof(lines, cut, fc.string()), (text) => {
        const { periods } = readRecording(text);
        expect(periods.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('k6’s progress', () => {
  const LINE = 'running (0m03.0s), 010/050 VUs, 87 complete and 2 interrupted iterations';

  test('is read from its line, the latest counts', () => {
    expect(readProgress(LINE)).toEqual({
      elapsed: '0m03.0s',
      busyClients: 10,
      clients: 50,
      completed: 87,
      interrupted: 2,
    });
    expect(latestProgress(['x', LINE, LINE.replace('87', '99'), 'steady [ 60% ]'])?.completed).toBe(99);
    expect(latestProgress(['x'])).toBeUndefined();
  });

  test('of any other line is nothing', () => {
    fc.assert(fc.property(fc.string(), (line) => readProgress(line) === undefined));
  });
});
