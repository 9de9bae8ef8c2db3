import { checkLab } from './check-lab.ts';
import type { LabConfig, LabInput } from './lab-config.ts';

/** The estate of the deployment guide: what is raised when nothing else is described. */
export const DEFAULT_LAB: LabInput = {
  forest: {
    users: {
      named: [
        { sam: 'ada', upn: 'ada@contoso.com', name: 'Ada Lovelace' },
        { sam: 'fay', upn: 'fay@fabrikam.com', name: 'Fay Wray' },
      ],
    },
  },
  cloud: {
    passThrough: true,
    domains: [
      { name: 'contoso.com', authentication: 'managed' },
      { name: 'fabrikam.com', authentication: 'federated' },
    ],
  },
  federation: { domains: ['fabrikam.com'] },
  exchange: {},
  connect: [{ host: 'CONNECT1', role: 'primary' }],
  egress: {},
  agents: [{ host: 'AGENT1' }],
};

/** The default lab, checked like any other. */
export function defaultLab(): LabConfig {
  return checkLab(DEFAULT_LAB);
}
