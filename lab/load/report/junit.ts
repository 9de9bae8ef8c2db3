import type { Threshold } from '../core/summary.ts';
import type { LoadReport } from './load-report.ts';

/** JUnit for pipelines: a test case for each threshold, and one that somebody signed in at all. */
export function junitOf(report: LoadReport): string {
  const cases = [arrivalCase(report), ...report.thresholds.map(thresholdCase)];
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const name = escapeXml(`ptalab load ${report.script}`);
  const seconds = (report.durationMs / 1_000).toFixed(3);
  const suite = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="${seconds}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ptalab load" ${suite}>`,
    `  <testsuite name="${name}" ${suite} timestamp="${report.startedAt}">`,
    ...cases.map((one) => render(one, report.script)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case {
  readonly name: string;
  readonly failure: string | undefined;
}

function arrivalCase({ clients, ending }: LoadReport): Case {
  const cut = ending === 'stopped' ? 'the run was stopped before its end' : undefined;
  return {
    name: 'the load ran to its end and somebody signed in',
    failure: clients.signIns === 0 ? 'no sign-in ended' : cut,
  };
}

function thresholdCase({ metric, expression, passed, value }: Threshold): Case {
  const said = value === undefined ? 'nothing was measured' : `measured ${shown(value)}`;
  return { name: `${metric}: ${expression}`, failure: passed ? undefined : `${said}, limit ${expression}` };
}

function render({ name, failure }: Case, script: string): string {
  const head = `    <testcase classname="${escapeXml(`load.${script}`)}" name="${escapeXml(name)}"`;
  if (failure === undefined) return `${head}/>`;
  const message = escapeXml(`${name}: ${failure}`);
  return `${head}><failure message="${message}" type="threshold">${message}</failure></testcase>`;
}

/** Three figures after the point are enough for anybody. */
export function shown(value: number): string {
  return String(Math.round(value * 1_000) / 1_000);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML or HTML: markup escaped, characters that XML 1.0 cannot hold left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
