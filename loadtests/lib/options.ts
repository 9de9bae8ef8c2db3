import type { Options, Scenario, Threshold } from 'k6/options';
import { number } from './knobs.ts';
import { complement } from './networks.ts';
import type { Flow } from './outcome.ts';
import { addressesOf } from './target-shape.ts';
import { allowed, target } from './target.ts';

/** Milliseconds within which 95 of 100 sign-ins are to end. */
export const LIMIT_MS = number('THRESHOLD_P95_MS', 1000, 1);

export type Thresholds = Record<string, Threshold[]>;

/** What every script has in common: names of the lab, verified TLS, no address beyond it, the same statistics. */
export function optionsOf(scenarios: Record<string, Scenario>, thresholds: Thresholds): Options {
  return {
    scenarios,
    thresholds,
    hosts: hosts(),
    // k6 refuses to dial these, whatever a name or an answer leads to.
    blacklistIPs: [...complement(allowed), '::/0'],
    insecureSkipTLSVerify: false,
    tlsVersion: { min: 'tls1.2', max: 'tls1.3' },
    userAgent: 'ptalab-load/1.0',
    systemTags: ['scenario', 'group', 'name', 'status', 'error_code', 'expected_response', 'check'],
    summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(50)', 'p(90)', 'p(95)', 'p(99)', 'count'],
  };
}

function hosts(): Record<string, string> {
  const addresses = addressesOf(target.names, target.domainControllers);
  return Object.fromEntries(addresses.map(([name, { host, port }]) => [name, `${host}:${port}`]));
}

/** No sign-in fails, none is late, each flow has some, and k6 keeps the pace. */
export function signInThresholds(flows: readonly Flow[], limitMs = LIMIT_MS): Thresholds {
  const each = flows.flatMap((flow): [string, Threshold[]][] => [
    [`sign_ins{flow:${flow}}`, ['count>0']],
    [`sign_ins_failed{flow:${flow}}`, ['count==0']],
    [`sign_in_duration{flow:${flow}}`, [`p(95)<${limitMs}`]],
  ]);
  return {
    sign_ins_failed: ['count==0'],
    sign_in_duration: [`p(95)<${limitMs}`],
    dropped_iterations: ['count==0'],
    ...Object.fromEntries(each),
  };
}

/** Puts how often sign-ins ended with a code into the summary. */
export function counted(codes: readonly string[], expression = 'count>=0'): Thresholds {
  return Object.fromEntries(codes.map((code) => [`sign_in_codes{code:${code}}`, [expression]]));
}
