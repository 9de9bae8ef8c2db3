import { GUIDE_ANSWER_BYTES, guideRequestBytes } from './guide.ts';
import type { AgentFigures, CpuFigures, PayloadFigures } from '../report/load-report.ts';
import { grownBy, type Sample } from './usage.ts';

/** Milliseconds between the first sample and the last. */
export function watchedMs(samples: readonly Sample[]): number {
  return (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0);
}

/** CPU by component, the dearest first. */
export function cpuFigures(samples: readonly Sample[]): CpuFigures[] {
  const signIns = signInsIn(samples);
  const ms = Math.max(1, watchedMs(samples));
  return Object.entries(grownBy(samples, ({ cpuMs }) => cpuMs))
    .map(([component, cpuMs]) => ({
      component,
      cpuMs,
      cores: cpuMs / ms,
      perSignInMs: signIns === 0 ? undefined : cpuMs / signIns,
    }))
    .sort((a, b) => b.cpuMs - a.cpuMs);
}

export function signInsIn(samples: readonly Sample[]): number {
  return (samples.at(-1)?.signIns ?? 0) - (samples[0]?.signIns ?? 0);
}

export function agentFigures(samples: readonly Sample[]): AgentFigures[] {
  const seconds = Math.max(0.001, watchedMs(samples) / 1_000);
  return Object.entries(grownBy(samples, ({ byAgent }) => byAgent)).map(([host, signIns]) => ({
    host,
    signIns,
    perSecond: signIns / seconds,
  }));
}

/** Totals of pass-through payloads so far. */
export interface Payloads {
  readonly requests: { readonly count: number; readonly total: number };
  readonly answers: { readonly count: number; readonly total: number };
}

/** Bytes of a request and an answer between two moments; undefined when there was none. */
export function payloadFigures(
  before: Payloads,
  after: Payloads,
  registered: number,
): PayloadFigures | undefined {
  const mean = (which: keyof Payloads): number =>
    (after[which].total - before[which].total) / Math.max(1, after[which].count - before[which].count);
  if (after.requests.count === before.requests.count) return undefined;
  return {
    registered,
    requestBytes: Math.round(mean('requests')),
    answerBytes: Math.round(mean('answers')),
    guideRequestBytes: guideRequestBytes(registered),
    guideAnswerBytes: GUIDE_ANSWER_BYTES,
  };
}
