import type { LabInput } from '../lab/config/index.ts';
import { startLab } from '../lab/index.ts';
import type { Lab } from '../lab/lab.ts';

export const ADMIN = 'admin@contoso.onmicrosoft.com';
export const READER = 'reader@contoso.onmicrosoft.com';
export const NOBODY = 'nobody@contoso.onmicrosoft.com';
/** Somebody without a role whose password and sessions tests change. */
export const CARLA = 'carla@contoso.onmicrosoft.com';

/** One managed and one federated domain, two agents, and administrators of each kind; its clock is the wall's. */
export const ESTATE: LabInput = {
  forest: {
    users: {
      generate: 0,
      named: [
        { sam: 'ada', upn: 'ada@contoso.com' },
        { sam: 'finn', upn: 'finn@fabrikam.com' },
      ],
    },
  },
  cloud: {
    passThrough: true,
    domains: [
      { name: 'contoso.com', authentication: 'managed' },
      { name: 'fabrikam.com', authentication: 'federated' },
    ],
    cloudOnlyUsers: [
      { upn: ADMIN, roles: ['hybridIdentityAdministrator', 'authenticationAdministrator'] },
      { upn: READER, roles: ['globalReader'] },
      { upn: NOBODY },
      { upn: CARLA },
    ],
  },
  federation: {},
  egress: {},
  connect: [{ host: 'CONNECT1', role: 'primary' }],
  agents: [{ host: 'AGENT1' }, { host: 'AGENT2' }],
};

export function raiseEstate(lab: LabInput = ESTATE): Promise<Lab> {
  return startLab({ lab, clock: { mode: 'flowing', epoch: 'now' }, seed: 'browser' });
}
