import {
  textTable,
  type Estate,
  type K6Progress,
  type KneeRow,
  type KneeStep,
  type LoadReport,
} from '../../load/index.ts';
import type { Terminal } from '../terminal.ts';

export type Say = (line: string) => void;

/** With `--json`, standard output holds the report alone. */
export function sayer(terminal: Terminal, json: boolean | undefined): Say {
  return json === true ? (line) => terminal.complain(line) : (line) => terminal.say(line);
}

export function sayLab({ managed, federated, cloudOnly, mail, agents, registered }: Estate, say: Say): void {
  const fillers = registered > agents ? `, ${registered} registered` : '';
  say(
    `the lab is up: ${agents} ${agents === 1 ? 'agent' : 'agents'}${fillers}; users: ${managed} managed, ${federated} federated, ${cloudOnly} cloud-only, ${mail} mail`,
  );
}

export function progressLine({ elapsed, completed, busyClients, clients, interrupted }: K6Progress): string {
  const cut = interrupted === 0 ? '' : `, ${interrupted} interrupted`;
  return `  ${elapsed.padStart(8)}  ${completed} done${cut}, ${busyClients} of ${clients} clients in use`;
}

/** How a load went, in a few lines. */
export function loadLines(report: LoadReport): string[] {
  const { clients, thresholds, cpu, agents, payload, flows } = report;
  const { signIns, failed, perSecond, dropped, latencyMs } = clients;
  const latency =
    latencyMs === undefined
      ? ''
      : `, p50 ${fixed(latencyMs.p50)} p95 ${fixed(latencyMs.p95)} p99 ${fixed(latencyMs.p99)} ms`;
  return [
    '',
    `${report.script}: ${signIns} sign-ins, ${failed} failed, ${fixed(perSecond)} per second${latency}`,
    ...(dropped > 0
      ? [`  arrivals that found no client free to begin them: ${dropped} (more --vus, or less --rate)`]
      : []),
    ...thresholdLines(thresholds),
    ...flows.map(
      ({ flow, signIns: count, latencyMs: one }) =>
        `  flow     ${flow}: ${count}, p95 ${one === undefined ? '–' : fixed(one.p95)} ms`,
    ),
    ...agents.map(({ host, perSecond: rate }) => `  agent    ${host}: ${fixed(rate)} per second`),
    ...textTable(
      ['  CPU', 'cores', 'ms per sign-in'],
      cpu.map(({ component, cores, perSignInMs }) => [
        `  ${component}`,
        Number(cores.toFixed(2)),
        perSignInMs === undefined ? undefined : Number(perSignInMs.toFixed(2)),
      ]),
    ),
    ...(payload === undefined
      ? []
      : [
          `  payload  request ${payload.requestBytes} B (guide ${payload.guideRequestBytes}), answer ${payload.answerBytes} B (guide ${payload.guideAnswerBytes})`,
        ]),
  ];
}

/** Those that held are counted, those that did not are named. */
function thresholdLines(thresholds: LoadReport['thresholds']): string[] {
  const crossed = thresholds.filter(({ passed }) => !passed);
  const held = thresholds.length - crossed.length;
  return [
    `  ${crossed.length === 0 ? '✓' : '✗'} ${held} of ${thresholds.length} thresholds held`,
    ...crossed.map(
      ({ metric, expression, value }) =>
        `  ✗ ${metric}: ${expression}${value === undefined ? '' : `  (measured ${fixed(value)})`}`,
    ),
  ];
}

export function stepLine({ rate, purpose, verdict, p95Ms, achieved, reasons }: KneeStep): string {
  const mark = { carried: '✓', near: '~', failed: '✗' }[verdict];
  const why = reasons.length === 0 ? '' : `  ${reasons.join('; ')}`;
  const p95 = Number.isFinite(p95Ms) ? `${Math.round(p95Ms)} ms` : '–';
  return `  ${mark} ${String(rate).padStart(5)}/s  ${purpose.padEnd(7)}  ${String(achieved).padStart(7)}/s came through, p95 ${p95}${why}`;
}

export function rowLine({ agents, knee, atCeiling }: KneeRow): string {
  const who = `${agents} ${agents === 1 ? 'agent carries' : 'agents carry'}`;
  return knee === undefined
    ? `${who} no rate that was tried`
    : `${who} ${knee} sign-ins per second${atCeiling ? ' or more: this is the ceiling' : ''}`;
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
