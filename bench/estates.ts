import type { LabInput } from '../lab/config/index.ts';

/** A managed domain with users, Connect and so many agents; what most scenarios use. */
export function managedEstate(agents: number, users = 3): LabInput {
  return {
    forest: { users: { generate: users } },
    cloud: { passThrough: true, domains: [{ name: 'contoso.com', authentication: 'managed' }] },
    egress: {},
    connect: [{ host: 'CONNECT1', role: 'primary' }],
    agents: Array.from({ length: agents }, (_, index) => ({ host: `AGENT${index + 1}` })),
  };
}
