import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeXml } from './junit.ts';
import { kneePage } from './knee-page.ts';
import type { KneeReport, KneeRow } from './knee-report.ts';

/** Writes `knee.json`, `junit.xml` and `report.html`. */
export function writeKneeReport(folder: string, report: KneeReport): void {
  writeFileSync(join(folder, 'knee.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(folder, 'junit.xml'), kneeJunit(report));
  writeFileSync(join(folder, 'report.html'), kneePage(report));
}

/** A test case for each number of agents: that a knee was found. */
export function kneeJunit({ rows, startedAt, p95LimitMs }: KneeReport): string {
  const failed = rows.filter(({ knee }) => knee === undefined).length;
  const counts = `tests="${rows.length}" failures="${failed}" errors="0" skipped="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ptalab load" ${counts}>`,
    `  <testsuite name="ptalab load knee" ${counts} timestamp="${startedAt}">`,
    ...rows.map((row) => testCase(row, p95LimitMs)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase({ agents, knee, limitedBy }: KneeRow, limitMs: number): string {
  const found = knee === undefined ? 'a knee' : `${knee} sign-ins per second`;
  const name = escapeXml(`${agents} ${agents === 1 ? 'agent' : 'agents'}: ${found} within p95 ${limitMs} ms`);
  const head = `    <testcase classname="load.knee" name="${name}"`;
  if (knee !== undefined) return `${head}/>`;
  const message = escapeXml(`no rate was carried: ${limitedBy.join('; ') || 'nothing was measured'}`);
  return `${head}><failure message="${message}" type="knee">${message}</failure></testcase>`;
}
