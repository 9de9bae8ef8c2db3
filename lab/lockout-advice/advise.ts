import { attacksOf, type AttackPlan } from './attacks.ts';
import { proposals, type Proposal } from './proposal.ts';
import type { TrialResult } from './recorder.ts';
import { brokenClauses, checkRule, isPageExample, LEAST_RATIO, BEST_RATIO, type Check } from './rule.ts';
import type { DirectoryPolicy, RuleText, Sides } from './sides.ts';
import { runTrial } from './trial.ts';

/** One policy of Active Directory against the tenant's Smart Lockout. */
export interface PolicyAdvice {
  readonly policy: DirectoryPolicy;
  readonly checks: readonly Check[];
  readonly keepsRule: boolean;
  /** The cloud's threshold and the policy's are those of the current page's example, which breaks the page's rule. */
  readonly isPageExample: boolean;
  readonly trials: readonly TrialResult[];
}

/** A proposal, tried like the settings that are. */
export interface TriedProposal extends Proposal {
  readonly trials: readonly { readonly policy: string; readonly trials: readonly TrialResult[] }[];
}

/** Which thresholds would keep the rule with the other side as it is. */
export interface Bounds {
  /** Of the strictest policy; undefined when none locks. */
  readonly cloudThresholdAtMost: number | undefined;
  readonly directoryThresholdAtLeast: number;
  readonly directoryThresholdBest: number;
}

export interface Advice {
  readonly sides: Sides;
  readonly text: RuleText;
  readonly plan: AttackPlan;
  readonly policies: readonly PolicyAdvice[];
  readonly keepsRule: boolean;
  readonly bounds: Bounds;
  /** The smallest change first; empty when the rule holds. */
  readonly proposals: readonly TriedProposal[];
}

/** Holds settings against the documented rule, and attacks them on the lab clock. */
export async function advise(sides: Sides, text: RuleText, plan: AttackPlan): Promise<Advice> {
  const tried = new Map<string, Promise<TrialResult[]>>();
  const policies: PolicyAdvice[] = [];
  for (const policy of sides.policies) {
    const checks = checkRule(sides.cloud, policy, text);
    const keepsRule = brokenClauses(checks).length === 0;
    const trials = await tryOut(sides.cloud, policy, plan, tried);
    policies.push({ policy, checks, keepsRule, isPageExample: isPageExample(sides.cloud, policy), trials });
  }
  const wanted = proposals(sides, text);
  return {
    ...{ sides, text, plan, policies },
    keepsRule: policies.every(({ keepsRule }) => keepsRule),
    bounds: boundsOf(sides),
    proposals: await Promise.all(wanted.map((proposal) => tryProposal(proposal, plan, tried))),
  };
}

async function tryProposal(proposal: Proposal, plan: AttackPlan, tried: Tried): Promise<TriedProposal> {
  const { cloud, policies } = proposal.sides;
  const trials = policies.map(async (policy) => ({
    policy: policy.name,
    trials: await tryOut(cloud, policy, plan, tried),
  }));
  return { ...proposal, trials: await Promise.all(trials) };
}

type Tried = Map<string, Promise<TrialResult[]>>;

/** Policies that say the same are tried once. */
function tryOut(
  cloud: Sides['cloud'],
  policy: DirectoryPolicy,
  plan: AttackPlan,
  tried: Tried,
): Promise<TrialResult[]> {
  const { lockout, historyLength, sparesOldPasswords } = policy;
  const key = JSON.stringify([
    cloud.threshold,
    cloud.durationMs,
    lockout,
    historyLength < 2,
    sparesOldPasswords,
  ]);
  const known =
    tried.get(key) ?? Promise.all(attacksOf(plan).map((attack) => runTrial(cloud, policy, attack)));
  tried.set(key, known);
  return known;
}

function boundsOf({ cloud, policies }: Sides): Bounds {
  const thresholds = policies.flatMap(({ lockout }) => (lockout.threshold > 0 ? [lockout.threshold] : []));
  return {
    cloudThresholdAtMost:
      thresholds.length === 0 ? undefined : Math.floor(Math.min(...thresholds) / LEAST_RATIO),
    directoryThresholdAtLeast: LEAST_RATIO * cloud.threshold,
    directoryThresholdBest: BEST_RATIO * cloud.threshold,
  };
}
