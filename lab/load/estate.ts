import { uuidFrom } from '../chance/chance.ts';
import type { LabInput } from '../config/index.ts';

/** How large an estate is to be. */
export interface EstateSize {
  readonly managed: number;
  readonly federated: number;
  readonly cloudOnly: number;
  readonly agents: number;
}

/** Users beside so many managed ones: a tenth in the federated domain, a tenth in the cloud alone. */
export function sizeFor(managed: number, agents: number): EstateSize {
  const tenth = Math.min(500, Math.max(1, Math.round(managed / 10)));
  return { managed, federated: tenth, cloudOnly: tenth, agents };
}

/** The estate that load runs against: everything a sign-in may pass, on premises and in the cloud. */
export function loadEstate(size: EstateSize, seed: string): LabInput {
  const { managed, federated, cloudOnly, agents } = size;
  return {
    forest: {
      users: {
        generate: managed,
        named: times(federated, (nth) => ({ sam: `fabrikam${nth}`, upn: `fabrikam${nth}@fabrikam.com` })),
      },
    },
    cloud: {
      passThrough: true,
      domains: [
        { name: 'contoso.com', authentication: 'managed' },
        { name: 'fabrikam.com', authentication: 'federated' },
      ],
      cloudOnlyUsers: times(cloudOnly, (nth) => ({
        upn: `cloud${nth}@contoso.onmicrosoft.com`,
        password: `Pw-${uuidFrom(seed, 'cloud only', nth)}!`,
      })),
    },
    federation: { domains: ['fabrikam.com'] },
    exchange: {},
    connect: [{ host: 'CONNECT1', role: 'primary' }],
    egress: {},
    agents: times(agents, (nth) => ({ host: `AGENT${nth}` })),
  };
}

function times<T>(count: number, make: (nth: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
