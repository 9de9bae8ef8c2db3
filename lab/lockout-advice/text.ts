import type { Advice, PolicyAdvice, TriedProposal } from './advise.ts';
import type { Change } from './proposal.ts';
import { CLAUSE_TEXT } from './rule.ts';
import type { SmartLockoutSettings } from '../cloud/lockout/index.ts';
import { trialLines } from './trial-text.ts';
import { formatMinutes, formatSeconds } from './units.ts';

/** The advice for people. */
export function adviceLines(advice: Advice): string[] {
  return [
    `Smart Lockout (cloud, seconds): ${cloudText(advice.sides.cloud)}`,
    ...advice.policies.flatMap((one, n) => ['', ...policyLines(one, advice.policies.slice(0, n))]),
    '',
    ...verdictLines(advice),
    ...advice.proposals.flatMap((proposal, n) => ['', ...proposalLines(proposal, n)]),
  ];
}

function cloudText({ threshold, durationMs, growth }: SmartLockoutSettings): string {
  const grown = {
    double: 'each further lock longer',
    fixed: 'every lock alike',
    list: 'further locks by a list',
    custom: 'further locks by a function',
  };
  return `${threshold} tries, then ${formatSeconds(durationMs)}, ${grown[growth.schedule]}`;
}

function policyLines(
  { policy, checks, isPageExample, trials }: PolicyAdvice,
  before: readonly PolicyAdvice[],
): string[] {
  const twin = before.find((one) => one.trials === trials);
  const { name, appliesTo, lockout } = policy;
  const whom = appliesTo === undefined ? '' : ` for ${appliesTo.join(', ') || 'nobody'}`;
  const { threshold, duration, observationWindow } = lockout;
  const lock = duration === 0 ? 'until an administrator unlocks' : formatMinutes(duration);
  const what =
    threshold === 0
      ? 'never locks (threshold 0)'
      : `${threshold} tries, counter kept ${formatMinutes(observationWindow)}, then locked ${lock}`;
  return [
    `Active Directory (minutes), ${name}${whom}: ${what}`,
    ...checks.map(({ clause, holds, decides, found }) => {
      const mark = holds ? '✓' : decides ? '✗' : '!';
      return `  ${mark} ${CLAUSE_TEXT[clause]}: ${found}`;
    }),
    ...(isPageExample
      ? [
          '  ! 10 in the cloud and 5 here are the example of the current page, which breaks the page’s own rule',
        ]
      : []),
    ...(twin === undefined
      ? trials.flatMap(trialLines)
      : [`  the attacks end as for ${twin.policy.name}, which says the same`]),
  ];
}

function verdictLines({ keepsRule, bounds, text }: Advice): string[] {
  const {
    cloudThresholdAtMost: most,
    directoryThresholdAtLeast: least,
    directoryThresholdBest: best,
  } = bounds;
  const compared = text === 'current' ? 'lock' : 'counter';
  return [
    `The documented rule ${keepsRule ? 'holds' : 'is broken'} (durations compared with Active Directory's ${compared}).`,
    ...(most === undefined
      ? []
      : [
          most < 1
            ? 'No threshold in the cloud would keep it: Active Directory locks too early.'
            : `With Active Directory as it is, the cloud's threshold may be ${most} at most;`,
          `with the cloud as it is, Active Directory's is ${least} at least, better ${best}.`,
        ]),
  ];
}

function proposalLines({ changes, trials }: TriedProposal, n: number): string[] {
  const locked = new Set(
    trials.flatMap(({ trials: results }) =>
      results.filter(({ directory }) => directory !== undefined).map(({ attack }) => attack.title),
    ),
  );
  return [
    n === 0 ? 'The smallest change that keeps it:' : 'Another way:',
    ...changes.map((change) => `  - ${changeText(change)}`),
    locked.size === 0
      ? '  Tried: Active Directory locks in none of the attacks above.'
      : '  Tried: Active Directory still locks in',
    ...[...locked].map((title) => `    ${title}`),
  ];
}

const SETTING = {
  threshold: 'threshold',
  duration: 'duration',
  observationWindow: 'reset counter after',
} as const;

function changeText(change: Change): string {
  const { from, to, setting } = change;
  const where = change.side === 'cloud' ? 'Smart Lockout' : `Active Directory, ${change.policy}`;
  const say = (value: number): string => {
    if (setting === 'threshold') return String(value);
    if (change.side === 'cloud') return formatSeconds(value);
    return value === 0 ? 'until an administrator unlocks' : formatMinutes(value);
  };
  return `${where}: ${SETTING[setting]} ${say(from)} → ${say(to)}`;
}
