import { GUIDE, guideRequestBytes, GUIDE_ANSWER_BYTES } from '../core/guide.ts';
import { DISTURBED_CORES } from '../core/judge.ts';
import { machineLine } from '../machine.ts';
import type { KneeReport, KneeRow } from './knee-report.ts';
import { textTable } from './table.ts';

export const KNEE_HEADS = [
  'agents',
  'registered',
  'sign-ins/s',
  'p95 ms',
  'cores busy',
  'lab CPU ms',
  'k6 CPU ms',
  'request B',
  'guide',
  'answer B',
  'guide',
] as const;

/** A row of the sizing table; CPU is for each sign-in. */
export function kneeCells(row: KneeRow): (string | number | undefined)[] {
  const { agents, registered, knee, atCeiling, latencyMs, coresBusy, labCpuMs, generatorCpuMs, payload } =
    row;
  return [
    agents,
    registered,
    knee === undefined ? 'none' : `${knee}${atCeiling ? ' or more' : ''}`,
    rounded(latencyMs?.p95, 0),
    rounded(coresBusy, 2),
    rounded(labCpuMs, 2),
    rounded(generatorCpuMs, 2),
    payload?.requestBytes,
    guideRequestBytes(registered),
    payload?.answerBytes,
    GUIDE_ANSWER_BYTES,
  ];
}

/** The guide's sizing table with what was measured beside it. */
export function kneeText(report: KneeReport): string[] {
  const { low, high, machine } = GUIDE.perAgent;
  return [
    `Highest rate carried without an error, p95 within ${report.p95LimitMs} ms, each step ${report.stepMs / 1_000} s:`,
    '',
    ...textTable(KNEE_HEADS, report.rows.map(kneeCells)).map((line) => `  ${line}`),
    '',
    `  the guide: ${low} to ${high} authentications per second for one agent on a server of ${machine}`,
    '  its payloads: a request (0.5K + 1K × registered agents) bytes, an answer 1K bytes',
    `  here: ${machineLine(report.machine)}`,
    `  cloud, forest, agents and k6 share these ${report.machine.cores} cores: more agents add no cores, only ciphertexts`,
    ...report.rows.flatMap(limits),
    ...report.rows.flatMap(disturbance),
  ];
}

function limits({ agents, knee, limitedBy, confirmed }: KneeRow): string[] {
  const who = `${agents} ${agents === 1 ? 'agent' : 'agents'}`;
  const why = limitedBy.length === 0 ? [] : [`  ${who}: beyond ${knee ?? 'that'}/s ${limitedBy.join('; ')}`];
  return knee !== undefined && !confirmed ? [...why, `  ${who}: carried once only, not confirmed`] : why;
}

function disturbance({ agents, othersCores = 0 }: KneeRow): string[] {
  if (othersCores < DISTURBED_CORES) return [];
  const who = `${agents} ${agents === 1 ? 'agent' : 'agents'}`;
  return [
    `  ${who}: something else on this machine used ${othersCores.toFixed(2)} cores meanwhile, so the knee is too low`,
  ];
}

function rounded(value: number | undefined, digits: number): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(digits));
}
