import type { Machine } from '../machine.ts';
import type { KneeReport, KneeRow } from './knee-report.ts';
import type { LoadReport } from './load-report.ts';

const MACHINE: Machine = {
  cpu: 'A "fast" <CPU>',
  cores: 2,
  memoryGiB: 16,
  freeGiB: 8,
  busyBefore: 0.1,
  os: 'linux 6',
  node: 'v24',
  k6: 'v1.8.1',
};

const line = (name: string, ...values: number[]) => ({
  name,
  points: values.map((value, index) => ({ second: index + 1, value })),
});

/** A load with markup in every text that comes from outside. */
export const LOAD: LoadReport = {
  version: 1,
  script: 'my<script>&co',
  seed: 'abcd',
  launcher: 'process',
  startedAt: '2026-01-05T08:00:00.000Z',
  durationMs: 5_012,
  ending: 'crossed',
  exitCode: 1,
  knobs: { RATE: '30' },
  machine: MACHINE,
  estate: { managed: 240, federated: 30, cloudOnly: 30, mail: 60, agents: 2, registered: 40 },
  clients: {
    signIns: 150,
    failed: 2,
    perSecond: 29.9,
    dropped: 1,
    latencyMs: { avg: 20, p50: 9, p90: 90, p95: 612.3, p99: 700, max: 800 },
  },
  flows: [{ flow: 'managed', signIns: 150, failed: 2, latencyMs: undefined }],
  codes: { '0': 148, '50126': 2 },
  agents: [{ host: 'AGENT1', signIns: 150, perSecond: 29.9 }],
  cpu: [{ component: 'cloud', cpuMs: 600, cores: 0.12, perSignInMs: 4 }],
  payload: {
    registered: 40,
    requestBytes: 20_000,
    answerBytes: 150,
    guideRequestBytes: 41_472,
    guideAnswerBytes: 1_024,
  },
  thresholds: [
    { metric: 'sign_in_duration', expression: 'p(95)<500', passed: false, value: 612.3 },
    { metric: 'sign_ins', expression: 'count>0', passed: true, value: 150 },
    { metric: 'never', expression: 'rate<"1"', passed: false, value: undefined },
  ],
  series: {
    latencyMs: [line('p50', 9, 8, 10), line('p95', 300, 600, 612.3), line('p99', 700, 700, 701)],
    flow: [line('arrivals', 30, 30, 30), line('completions', 29, 30, 31)],
    agents: [line('AGENT1', 30, 30, 30)],
    cores: [],
  },
};

export function kneeRow(change: Partial<KneeRow>): KneeRow {
  return {
    agents: 1,
    registered: 1,
    knee: 425,
    confirmed: true,
    atCeiling: false,
    limitedBy: ['p95 900 ms is over 500 ms'],
    latencyMs: { avg: 20, p50: 9, p90: 90, p95: 120, p99: 200, max: 300 },
    cpu: [],
    labCpuMs: 3.456,
    generatorCpuMs: 0.5,
    coresBusy: 1.97,
    othersCores: 0.02,
    payload: {
      registered: 1,
      requestBytes: 663,
      answerBytes: 147,
      guideRequestBytes: 1_536,
      guideAnswerBytes: 1_024,
    },
    steps: [
      {
        rate: 400,
        sent: 2_000,
        failed: 0,
        dropped: 0,
        achieved: 400,
        p95Ms: 100,
        othersCores: 0,
        purpose: 'raise',
        verdict: 'carried',
        reasons: [],
      },
      {
        rate: 800,
        sent: 0,
        failed: 0,
        dropped: 9,
        achieved: 0,
        p95Ms: Infinity,
        othersCores: 0,
        purpose: 'raise',
        verdict: 'failed',
        reasons: ['<late>'],
      },
    ],
    ...change,
  };
}

export function kneeReport(...rows: KneeRow[]): KneeReport {
  return {
    version: 1,
    kind: 'knee',
    seed: 'abcd',
    launcher: 'process',
    startedAt: '2026-01-05T08:00:00.000Z',
    machine: MACHINE,
    p95LimitMs: 500,
    stepMs: 5_000,
    precision: 0.05,
    knobs: {},
    rows,
  };
}
