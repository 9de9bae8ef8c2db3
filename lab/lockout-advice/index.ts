export { advise, type Advice } from './advise.ts';
export { DEFAULT_PLAN, type AttackPlan } from './attacks.ts';
export { directoryPolicies, namedUsers, policyOfUser } from './from-forest.ts';
export { adviceJson, adviceSchema, type AdviceJson } from './json.ts';
export type { DirectoryPolicy, RuleText, Sides } from './sides.ts';
export { adviceLines } from './text.ts';
