import type { Difference, Drift, Facts } from './table/load.ts';
import type { Observation } from './run/run-case.ts';

/** How a case came out. Only the first four are as they should be. */
export type Verdict =
  | 'same'
  | 'listed difference'
  | 'pending'
  | 'unjudged'
  | 'unlisted difference'
  | 'no longer pending'
  | 'no longer different'
  | 'unlisted drift'
  | 'text differs'
  | 'not possible';

export const GOOD: readonly Verdict[] = ['same', 'listed difference', 'pending', 'unjudged'];

/** What is known about one case when it is judged. */
export interface Evidence {
  /** What the simulated forest did, or what it lacks to be brought there. */
  readonly simulated: Observation | { readonly missing: string };
  /** What a real Samba did in this run. */
  readonly samba?: Facts | undefined;
  /** What a recording of it says. */
  readonly recorded?: Facts | undefined;
  readonly difference?: Difference | undefined;
  readonly drift?: Drift | undefined;
  readonly pending?: string | undefined;
  /** The text that Windows is documented to send. */
  readonly text?: string | undefined;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** For a reader: the facts in question, or why. */
  readonly because: string;
}

/** The rules, in the order in which they speak. */
export function judge(evidence: Evidence): Judgement {
  const drift = driftOf(evidence);
  if (drift !== '') return { verdict: 'unlisted drift', because: drift };
  const { simulated, pending } = evidence;
  if ('missing' in simulated) {
    return pending === undefined
      ? { verdict: 'not possible', because: simulated.missing }
      : { verdict: 'pending', because: pending };
  }
  const found = compared(evidence, simulated);
  if (pending === undefined) return found;
  return found.verdict === 'same' || found.verdict === 'listed difference'
    ? { verdict: 'no longer pending', because: pending }
    : { verdict: 'pending', because: pending };
}

function compared(evidence: Evidence, simulated: Observation): Judgement {
  const { samba, recorded, drift, difference, text } = evidence;
  if (text !== undefined && !new RegExp(text).test(simulated.text)) {
    return { verdict: 'text differs', because: `${simulated.text || 'no text'} is not ${text}` };
  }
  const references = [samba, recorded && without(recorded, drift?.facts)].filter(
    (each) => each !== undefined,
  );
  if (references.length === 0) return { verdict: 'unjudged', because: 'neither recorded nor run on Samba' };
  const expected = difference?.simulated ?? {};
  const unlisted = references.flatMap((reference) =>
    differing(simulated.facts, { ...reference, ...expected }),
  );
  if (unlisted.length > 0)
    return { verdict: 'unlisted difference', because: [...new Set(unlisted)].join(', ') };
  if (difference === undefined) return { verdict: 'same', because: '' };
  const still = references.some((reference) => differing(simulated.facts, reference).length > 0);
  return still
    ? { verdict: 'listed difference', because: difference.reason }
    : { verdict: 'no longer different', because: difference.reason };
}

/** A live Samba against its own recording: it tells whether the case plays what was recorded. */
function driftOf({ samba, recorded, drift }: Evidence): string {
  if (samba === undefined || recorded === undefined) return '';
  return differing(samba, without(recorded, drift?.facts)).join(', ');
}

/** Facts of which both speak, and speak otherwise. */
function differing(is: Facts, expected: Facts): string[] {
  return Object.entries(expected)
    .filter(([fact, wanted]) => fact in is && is[fact] !== wanted)
    .map(([fact, wanted]) => `${fact} ${is[fact] || '–'} for ${wanted || '–'}`);
}

function without(facts: Facts, drifted: readonly string[] = []): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !drifted.includes(fact)));
}
