import type { K6Facts } from '../facts.ts';
import { advice, ok, problem, type Finding } from '../finding.ts';

const BUILD = 'Build it: `npm run k6:build`';
const ELSEWHERE =
  'Name one with the extension by PTALAB_K6, built by `npm run k6:build` in a checkout of ptalab';

export function judgeK6({ binary, stale, go, goNeeded }: K6Facts): Finding[] {
  const missing = 'wrong' in binary;
  const found = missing
    ? problem('k6.binary', binary.wrong, goNeeded === undefined ? ELSEWHERE : BUILD, ['load'])
    : ok('k6.binary', `k6 ${binary.version} with the extension (${binary.path})`, ['load']);
  const age =
    stale === true
      ? [
          advice(
            'k6.current',
            'the extension has changed since k6 was built',
            'Build it anew: `npm run k6:build`',
          ),
        ]
      : [];
  return [found, ...age, ...(goNeeded === undefined ? [] : [judgeGo(go, goNeeded, missing)])];
}

/** Go only builds k6: without it nothing is wrong where one is built already. */
function judgeGo(go: string | undefined, needed: string, wanted: boolean): Finding {
  const [, version] = /\bgo(\d+\.\d+(?:\.\d+)?)/.exec(go ?? '') ?? [];
  if (version !== undefined && isAtLeast(version, needed))
    return ok('k6.go', `Go ${version} can build k6`, []);
  const what =
    version === undefined ? 'there is no Go' : `Go ${version} is too old to build k6, which needs ${needed}`;
  const remedy = `Install Go ${needed} or newer (https://go.dev/dl/); it is needed to build k6 only`;
  return wanted ? problem('k6.go', what, remedy, ['load']) : advice('k6.go', what, remedy);
}

/** Compares `1.26` with `1.24.0`, part by part. */
function isAtLeast(version: string, needed: string): boolean {
  const [have, want] = [version, needed].map((text) => text.split('.').map(Number));
  for (const [index, part] of (want ?? []).entries()) {
    const own = have?.[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}
