import type { Tier } from '../programs/tier.ts';
import type { ConsumedDomain } from './consumer.ts';
import { raiseDomain } from './raise.ts';

export const TIER: Tier<ConsumedDomain> = {
  name: 'consumers',
  words: {
    many: 'consumers',
    title: 'Programs of others against the forest',
    right: 'as with Active Directory',
  },
  folder: import.meta.dirname,
  file: 'consumer.ts',
  key: 'consumer',
  columns: [
    ['Program', ({ title }) => title],
    ['Version', ({ version = 'not installed' }) => version],
    ['Kind', ({ kind }) => kind],
  ],
  raise: raiseDomain,
};
