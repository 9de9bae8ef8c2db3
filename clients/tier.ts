import type { Tier } from '../programs/tier.ts';
import type { Client, ClientLab } from './client.ts';

type ClientTier = Omit<Tier<ClientLab>, 'raise'>;

/** All but the lab itself, which is raised once. `sets` tells of each client what had to be set for it. */
export function clientTier(sets: ReadonlyMap<string, Client['sets']>): ClientTier {
  return {
    name: 'clients',
    words: {
      many: 'clients',
      title: 'Client libraries against the cloud',
      right: 'as with the real service',
    },
    ...CLIENTS,
    isPinned: true,
    columns: [
      ['Client', ({ title }) => title],
      ['Version', ({ version = 'not installed' }) => version],
      ['Language', ({ kind }) => kind],
      ['Set for it', ({ name }) => (sets.get(name) ?? []).map((each) => `\`${each}\``).join(', ')],
    ],
  };
}

export const CLIENTS = { folder: import.meta.dirname, file: 'client.ts', key: 'client' } as const;
