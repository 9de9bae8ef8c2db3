import type { ControlImplementation } from '../control/control.ts';
import { ForestError } from '../forest/core/errors.ts';
import type { topologyContract } from '../forest/topology/control.ts';
import type { CarriedController } from './carry/controller.ts';
import { readLockout } from './directory/lockout.ts';
import { OutsideImpossibleError } from './errors.ts';
import type { Lodging } from './lodging/lodging.ts';

const ALONE = 'the lab knows one domain controller of it';

/** One domain with one controller: what stands where can be asked, and nothing of it can be told to fail. */
export function outsideTopology(
  { administrator, facts, config }: Lodging,
  { name, dnsName }: CarriedController,
): ControlImplementation<typeof topologyContract> {
  const { outside } = administrator;
  const { dns, netbios } = outside;
  const here = {
    name,
    dnsName,
    domain: dns,
    site: facts.site,
    globalCatalog: facts.isGlobalCatalog,
    pdcEmulator: true,
  };
  const refuse = (what: string, reason: string) => (): never => {
    throw new OutsideImpossibleError(what, reason);
  };
  return {
    locate: ({ domain }) => {
      if (domain !== undefined && ![dns, netbios].some((one) => one.toLowerCase() === domain.toLowerCase()))
        throw new ForestError('PTALAB_FOREST_INVALID', `there is no domain ${domain}; there is ${dns}`);
      return { domainControllers: [here] };
    },
    serviceRecords: () => ({
      records: [
        { name: `_ldap._tcp.dc._msdcs.${dns}`, target: dnsName, port: 389 },
        { name: `_ldap._tcp.${dns}`, target: dnsName, port: 389 },
      ],
    }),
    setClockSkew: refuse('have its clock moved', 'its time is that of this machine'),
    setSparesOldPasswords: refuse('be told what it spares', 'it does as it was built'),
    cutReplication: refuse('have its replication cut', ALONE),
    mendReplication: refuse('have its replication mended', ALONE),
    syncAll: refuse('be told to replicate', ALONE),
    breakTrust: refuse('have a trust broken', 'the lab knows of none'),
    mendTrust: refuse('have a trust mended', 'the lab knows of none'),
    topology: async () => ({
      forests: [
        {
          domains: [
            {
              ...{ dns, netbios, base: facts.base, domainControllers: [here] },
              lockout: await readLockout(administrator, facts.base),
            },
          ],
          sites: [facts.site],
          upnSuffixes: config.upnSuffixes,
        },
      ],
      trusts: [],
      cut: [],
      pending: { [name]: 0 },
    }),
  };
}
