import { forestsOf } from '../../forest/config.ts';
import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';
import { meant } from '../schema-problems.ts';
import { hostNames } from './hosts.ts';

/**
 * Selective authentication lets users in at hosts of the lab. A host that is to come later, with an agent that is
 * installed while the lab runs, is known by its site. Where nobody calls yet, hosts are not described at all.
 */
export function allowedHostRules(config: LabConfig): Problem[] {
  if (config.forest === undefined || config.agents.length + config.connect.length === 0) return [];
  const forests = forestsOf(config.forest);
  const inSites = forests.flatMap(({ config: { sites } }) => sites.flatMap(({ hosts }) => hosts));
  const known = [...new Set([...hostNames(config), ...inSites].map((name) => name.toUpperCase()))];
  return forests.flatMap(({ config: { trusts }, path }) =>
    trusts.flatMap(({ selectiveAuthentication: selective }, n) =>
      Object.keys(selective === false ? {} : selective.allowedOn)
        .filter((host) => !known.includes(host.toUpperCase()))
        .map((host) => ({
          path: ['forest', ...path, 'trusts', n, 'selectiveAuthentication', 'allowedOn', host],
          atKey: true,
          found: `"${host}", no host of the lab`,
          expected: `one of ${known.join(', ')}`,
          remedy: meant(host, known) ?? 'Add a host that comes later to the `hosts` of a site',
        })),
    ),
  );
}
