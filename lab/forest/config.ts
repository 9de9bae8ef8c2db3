export { type DomainControllerConfig } from './config/domain-controllers.ts';
export {
  allDomains,
  domainsOf,
  forestsOf,
  parentOf,
  type DomainConfig,
  type Placed,
} from './config/domains-of.ts';
export {
  forestConfig,
  type ForestConfig,
  type ForestConfigInput,
  type SingleForestConfig,
} from './config/forest.ts';
export type { ForestMistake } from './config/mistake.ts';
export type { NamedUser } from './config/people.ts';
export { lockoutChanges } from './config/policy.ts';
export { accountPolicyOf } from './config/policy-of.ts';
export { forestMistakes } from './config/rules/rules.ts';
