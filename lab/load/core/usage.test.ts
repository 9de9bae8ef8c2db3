import { describe, expect, test } from 'vitest';
import { agentFigures, cpuFigures, payloadFigures } from './costs.ts';
import { coresOf, ratesOf, underLoad, type Sample } from './usage.ts';

const sample = (atMs: number, cloudMs: number, signIns: number, byAgent: Record<string, number>): Sample => ({
  atMs,
  cpuMs: { cloud: cloudMs },
  byAgent,
  signIns,
});

const SAMPLES = [
  sample(0, 0, 0, {}),
  sample(1_000, 10, 0, {}),
  sample(2_000, 510, 100, { AGENT2: 60, AGENT10: 40 }),
  sample(4_000, 1_510, 300, { AGENT2: 180, AGENT10: 120 }),
  sample(5_000, 1_515, 300, { AGENT2: 180, AGENT10: 120 }),
];

describe('samples', () => {
  test('become rates by name, those that came later counted from nothing', () => {
    expect(ratesOf(SAMPLES, ({ byAgent }) => byAgent)).toEqual([
      {
        name: 'AGENT2',
        points: [
          { second: 2, value: 60 },
          { second: 4, value: 60 },
          { second: 5, value: 0 },
        ],
      },
      {
        name: 'AGENT10',
        points: [
          { second: 2, value: 40 },
          { second: 4, value: 40 },
          { second: 5, value: 0 },
        ],
      },
    ]);
  });

  test('become cores in use', () => {
    expect(coresOf(SAMPLES)[0]?.points.map(({ value }) => value)).toEqual([0.01, 0.5, 0.5, 0.005]);
  });

  test('are cut to where sign-ins were', () => {
    expect(underLoad(SAMPLES).map(({ atMs }) => atMs)).toEqual([1_000, 2_000, 4_000]);
    expect(underLoad(SAMPLES.slice(0, 2))).toHaveLength(2);
    expect(underLoad([])).toEqual([]);
  });

  test('tell CPU for each sign-in and throughput by agent', () => {
    expect(cpuFigures(underLoad(SAMPLES))).toEqual([
      { component: 'cloud', cpuMs: 1_500, cores: 0.5, perSignInMs: 5 },
    ]);
    expect(agentFigures(SAMPLES)).toEqual([
      { host: 'AGENT2', signIns: 180, perSecond: 36 },
      { host: 'AGENT10', signIns: 120, perSecond: 24 },
    ]);
    expect(cpuFigures(SAMPLES.slice(0, 2))[0]?.perSignInMs).toBeUndefined();
  });
});

test('payloads are means of what came between', () => {
  const at = (count: number, total: number) => ({
    requests: { count, total },
    answers: { count, total: total / 2 },
  });
  expect(payloadFigures(at(1, 600), at(3, 2_000), 3)).toEqual({
    registered: 3,
    requestBytes: 700,
    answerBytes: 350,
    guideRequestBytes: 3_584,
    guideAnswerBytes: 1_024,
  });
  expect(payloadFigures(at(3, 600), at(3, 600), 3)).toBeUndefined();
});
