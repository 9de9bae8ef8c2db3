import type { Series } from '../core/usage.ts';
import { machineLine } from '../machine.ts';
import { drawChart } from './chart.ts';
import { escapeXml, shown } from './junit.ts';
import type { KneeReport, KneeRow } from './knee-report.ts';
import { KNEE_HEADS, kneeCells, kneeText } from './knee-text.ts';
import { page, tiles } from './page.ts';
import { htmlTable } from './table.ts';

/** `report.html` of a knee search. */
export function kneePage(report: KneeReport): string {
  const named = report.rows.map((row): [string, string] => [
    `sign-ins/s through ${row.agents} ${row.agents === 1 ? 'agent' : 'agents'}`,
    row.knee === undefined ? 'none' : `${row.knee}${row.atCeiling ? '+' : ''}`,
  ]);
  return page('ptalab load knee', [
    '<h1>ptalab load knee</h1>',
    `<p class="dim">${escapeXml(`${report.startedAt}, seed ${report.seed}, launcher ${report.launcher}`)}</p>`,
    tiles(named),
    `<h2>Sizing</h2>${htmlTable(KNEE_HEADS, report.rows.map(kneeCells))}`,
    `<p>${kneeText(report)
      .slice(-3 - report.rows.length)
      .map(escapeXml)
      .join('<br>')}</p>`,
    `<div class="charts">${charts(report)}</div>`,
    ...report.rows.map(steps),
    `<h2>Circumstances</h2><p>${escapeXml(machineLine(report.machine))}</p>${knobs(report)}`,
  ]);
}

function knobs({ knobs: all }: KneeReport): string {
  const told = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  return told.length === 0 ? '' : `<p>told: <code>${escapeXml(told.join(' '))}</code></p>`;
}

/** Latency over the rate shows the knee; rates stand where a load's seconds do. */
function charts({ rows, p95LimitMs }: KneeReport): string {
  const measured = rows.map(curve);
  const rates = measured.flatMap(({ points }) => points.map(({ second }) => second));
  const limit: Series = {
    name: 'limit',
    points: [...new Set([Math.min(...rates), Math.max(...rates)])]
      .filter(Number.isFinite)
      .map((second) => ({ second, value: p95LimitMs })),
  };
  return drawChart({
    title: 'p95 over the arrival rate',
    unit: 'ms',
    along: '/s',
    series: [...measured, limit],
  });
}

function curve({ agents, steps: all }: KneeRow): Series {
  const points = all
    .filter(({ p95Ms }) => Number.isFinite(p95Ms))
    .map(({ rate, p95Ms }) => ({ second: rate, value: p95Ms }))
    .sort((a, b) => a.second - b.second);
  return { name: `${agents} ${agents === 1 ? 'agent' : 'agents'}`, points };
}

function steps({ agents, steps: all }: KneeRow): string {
  const rows = all.map(({ rate, purpose, verdict, sent, failed, dropped, achieved, p95Ms, reasons }) => [
    rate,
    purpose,
    verdict,
    sent,
    failed,
    dropped,
    achieved,
    Number.isFinite(p95Ms) ? Number(shown(p95Ms)) : undefined,
    reasons.join('; '),
  ]);
  const heads = [
    'rate/s',
    'for',
    'verdict',
    'sign-ins',
    'failed',
    'not begun',
    'achieved/s',
    'p95 ms',
    'why',
  ];
  return `<h2>Steps with ${agents} ${agents === 1 ? 'agent' : 'agents'}</h2>${htmlTable(heads, rows)}`;
}
