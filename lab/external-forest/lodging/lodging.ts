import type { ForestConfig } from '../../forest/config.ts';
import type { DomainAdministrator } from '../directory/administrator.ts';
import type { DomainFacts } from '../directory/domain-facts.ts';
import type { OwnAccounts } from './own-accounts.ts';

/** Where a lab’s people and policies are put up. */
export interface Lodging {
  readonly administrator: DomainAdministrator;
  readonly facts: DomainFacts;
  readonly config: ForestConfig;
  readonly accounts: OwnAccounts;
  /** What passwords and invented people follow from. */
  readonly seed: string;
}
