import { escapeXml } from '../../load/report/junit.ts';
import type { FinishedScenario } from './progress.ts';
import type { Scenario } from './scenarios.ts';

/** What is known of a run that cucumber could not report on. */
export interface BrokenRun {
  readonly finished: readonly FinishedScenario[];
  /** Scenarios that never began, each with the reason. */
  readonly notRun: readonly (Scenario & { readonly reason: string })[];
  /** What ended the run before any scenario. */
  readonly troubles: readonly string[];
  /** Real milliseconds. */
  readonly ms: number;
}

/** `junit.xml` as cucumber names suite and cases; what ended early is an error, what never began is skipped. */
export function junitOf({ finished, notRun, troubles, ms }: BrokenRun): string {
  const cases = [
    ...troubles.map((text) => caseOf('ptalab run', 'the run', 0, outcome('error', text))),
    ...finished.map((one) => caseOf(one.feature, one.name, one.ms, resultOf(one))),
    ...notRun.map((one) => caseOf(one.feature, one.name, 0, skipped(one.reason))),
  ];
  const failures = finished.filter(({ verdict }) => verdict === 'failed').length;
  const errors = finished.filter(({ verdict }) => verdict === 'unknown').length + troubles.length;
  const counts = `tests="${cases.length}" skipped="${notRun.length}" failures="${failures}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="Cucumber" time="${seconds(ms)}" ${counts}>`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n');
}

function resultOf({ verdict, failure }: FinishedScenario): string {
  if (verdict === 'passed') return '';
  return outcome(verdict === 'failed' ? 'failure' : 'error', failure?.message ?? 'it was not carried out');
}

function outcome(element: 'failure' | 'error', text: string): string {
  const [first = ''] = text.split('\n');
  return `<${element} message="${escapeXml(first)}">${escapeXml(text)}</${element}>`;
}

function skipped(reason: string): string {
  return `<skipped message="${escapeXml(reason)}"/>`;
}

function caseOf(feature: string, name: string, ms: number, content: string): string {
  const head = `  <testcase classname="${escapeXml(feature)}" name="${escapeXml(name)}" time="${seconds(ms)}"`;
  return content === '' ? `${head}/>` : `${head}>${content}</testcase>`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
