import type { ForestConfig } from '../forest.ts';
import type { ForestMistake } from '../mistake.ts';
import { accountNameRules } from './account-names.ts';
import { lineageRules } from './lineage.ts';
import { nameRules } from './names.ts';
import { nestingRules } from './nesting.ts';
import { policyRules } from './policies.ts';
import { principalRules } from './principals.ts';
import { siteRules } from './sites.ts';
import { passwordRules } from './passwords.ts';
import { trustRules } from './trusts.ts';
import { unitRules } from './units.ts';
import { userRules } from './users.ts';

/** Everything about a forest's description that AD would refuse, or that no forest could be raised from. */
export function forestMistakes(config: ForestConfig): ForestMistake[] {
  return [
    ...nameRules(config),
    ...lineageRules(config),
    ...siteRules(config),
    ...policyRules(config),
    ...accountNameRules(config),
    ...principalRules(config),
    ...unitRules(config),
    ...nestingRules(config),
    ...userRules(config),
    ...passwordRules(config),
    ...trustRules(config),
  ];
}
