import { machineLine } from '../machine.ts';
import { drawChart } from './chart.ts';
import { escapeXml, shown } from './junit.ts';
import type { Latency, LoadReport } from './load-report.ts';
import { page, tiles } from './page.ts';
import { htmlTable } from './table.ts';

/** `report.html`: what a load was, how it went, over time and by component. */
export function loadPage(report: LoadReport): string {
  return page(`ptalab load ${report.script}`, [
    head(report),
    tiles(keyFigures(report)),
    charts(report),
    thresholds(report),
    flows(report),
    agents(report),
    cpu(report),
    circumstances(report),
  ]);
}

const VERDICTS = {
  passed: ['good', 'every threshold held'],
  crossed: ['bad', 'a threshold was crossed'],
  stopped: ['bad', 'stopped before its end'],
} as const;

function head({ script, ending, startedAt, seed }: LoadReport): string {
  const [tone, text] = VERDICTS[ending];
  return (
    `<h1>ptalab load <code>${escapeXml(script)}</code></h1>` +
    `<p><span class="verdict ${tone}">${text}</span> ` +
    `<span class="dim">${escapeXml(startedAt)}, seed ${escapeXml(seed)}</span></p>`
  );
}

function keyFigures({ clients, cpu }: LoadReport): [string, string][] {
  const { signIns, failed, perSecond, dropped, latencyMs } = clients;
  const whole = cpu.reduce((sum, { perSignInMs = 0 }) => sum + perSignInMs, 0);
  return [
    ['sign-ins', String(signIns)],
    ['failed', String(failed)],
    ['per second', shown(perSecond)],
    ['p95, ms', latencyMs === undefined ? '–' : shown(latencyMs.p95)],
    ['arrivals not begun', String(dropped)],
    ['CPU of a sign-in, ms, k6 and others included', whole === 0 ? '–' : shown(whole)],
  ];
}

function charts({ series }: LoadReport): string {
  const drawn = [
    drawChart({ title: 'Latency', unit: 'ms', series: series.latencyMs }),
    drawChart({ title: 'Arrivals and completions', unit: 'per second', series: series.flow }),
    drawChart({ title: 'Throughput by agent', unit: 'sign-ins per second', series: series.agents }),
    drawChart({ title: 'CPU by component', unit: 'cores', series: series.cores }),
  ];
  return `<div class="charts">${drawn.join('')}</div>`;
}

function thresholds({ thresholds: all }: LoadReport): string {
  const rows = all.map(({ metric, expression, passed, value }) => [
    passed ? 'held' : 'crossed',
    metric,
    expression,
    value === undefined ? undefined : Number(shown(value)),
  ]);
  return rows.length === 0
    ? '<h2>Thresholds</h2><p>The script sets none.</p>'
    : `<h2>Thresholds</h2>${htmlTable(['', 'metric', 'limit', 'measured'], rows)}`;
}

const PERCENTILES = ['avg', 'p50', 'p90', 'p95', 'p99', 'max'] as const;

function flows({ flows: all, clients, codes }: LoadReport): string {
  const total = { flow: 'all', ...clients };
  const rows = [total, ...all].map(({ flow, signIns, failed, latencyMs }) => [
    flow,
    signIns,
    failed,
    ...percentiles(latencyMs),
  ]);
  const endings = Object.entries(codes).map(([code, count]) => [
    code === '0' ? 'success' : `AADSTS${code}`,
    count,
  ]);
  return (
    `<h2>Sign-ins and their latency, ms</h2>${htmlTable(['flow', 'sign-ins', 'failed', ...PERCENTILES], rows)}` +
    `<h2>As the cloud ended them</h2>${htmlTable(['outcome', 'sign-ins'], endings)}`
  );
}

function percentiles(latency: Latency | undefined): (number | undefined)[] {
  return PERCENTILES.map((name) => (latency === undefined ? undefined : Number(shown(latency[name]))));
}

function agents({ agents: all, payload }: LoadReport): string {
  const rows = all.map(({ host, signIns, perSecond }) => [host, signIns, Number(shown(perSecond))]);
  const bytes =
    payload === undefined
      ? ''
      : `<p>A request to an agent had ${payload.requestBytes} bytes on average with ${payload.registered} registered ` +
        `agents (the guide estimates ${payload.guideRequestBytes}), an answer ${payload.answerBytes} ` +
        `(${payload.guideAnswerBytes}).</p>`;
  return `<h2>Agents</h2>${htmlTable(['agent', 'sign-ins', 'per second'], rows)}${bytes}`;
}

function cpu({ cpu: all }: LoadReport): string {
  const rows = all.map(({ component, cpuMs, cores, perSignInMs }) => [
    component,
    Math.round(cpuMs),
    Number(shown(cores)),
    perSignInMs === undefined ? undefined : Number(shown(perSignInMs)),
  ]);
  return `<h2>CPU</h2>${htmlTable(['component', 'ms in all', 'cores on average', 'ms per sign-in'], rows)}`;
}

function circumstances({ machine, estate, knobs, launcher, durationMs }: LoadReport): string {
  const { managed, federated, cloudOnly, mail, agents: running, registered } = estate;
  const rows: [string, string][] = [
    ['machine', machineLine(machine)],
    ['launcher', launcher],
    ['estate', `${managed} managed, ${federated} federated, ${cloudOnly} cloud-only, ${mail} mail users`],
    ['agents', `${running} running, ${registered} registered`],
    [
      'knobs',
      Object.entries(knobs)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ') || 'none',
    ],
    ['watched for', `${shown(durationMs / 1_000)} s`],
  ];
  const list = rows.map(
    ([name, value]) => `<tr><th>${name}</th><td class="wide">${escapeXml(value)}</td></tr>`,
  );
  return `<h2>Circumstances</h2><div class="scroll"><table>${list.join('')}</table></div>`;
}
