import { createChance } from '../chance/chance.ts';
import { forestConfig, type ForestConfigInput } from '../forest/config.ts';
import type { StartedForest } from '../forest/forest.ts';
import { openForestBench, type ForestBench } from '../forest/testing.ts';
import { connectLdap, type LdapClient } from '../ldap/client.ts';
import { Links } from '../links/links.ts';
import { outsideForest, type OutsideForest } from './config.ts';
import { startExternalForest } from './external-forest.ts';

/** The simulated forest as a domain that runs outside of a lab, and labs that stand on it. */
export interface OutsideBench extends AsyncDisposable {
  /** The domain outside. */
  readonly domain: ForestBench;
  readonly outside: OutsideForest;
  /** The lab's own links, beside those of the domain. */
  readonly links: Links;
  start(config?: ForestConfigInput): Promise<StartedForest>;
  /** An LDAPS connection from one of the lab's hosts. */
  call(from: string, forest: StartedForest): Promise<LdapClient>;
  /** What stands in the domain under a filter, as its administrator sees it. */
  find(filter: string, base?: string): Promise<string[]>;
}

export async function openOutsideBench(): Promise<OutsideBench> {
  const domain = await openForestBench({
    domain: 'contoso.lab',
    netbios: 'CONTOSO',
    domainControllers: ['DC1'],
    // Its configuration cannot be written, so it has the suffixes from the start.
    upnSuffixes: ['contoso.com', 'fabrikam.com'],
    organizationalUnits: ['Own'],
  });
  const { clock, history, authority } = domain;
  const links = new Links();
  clock.join(links);
  // Every simulated forest has the account that a lab makes for itself.
  await domain.forest.control.removeUser({ user: 'svc-connect' });
  const { password } = await domain.forest.control.passwordOf({ user: 'Administrator' });
  const outside = outsideForest.parse({
    name: 'dc1.contoso.lab',
    host: '127.0.0.1',
    ldap: await domain.portOf('DC1/ldap'),
    ldaps: await domain.portOf('DC1/ldaps'),
    base: domain.forest.base,
    netbios: 'CONTOSO',
    dns: 'contoso.lab',
    admin: { dn: `CN=Administrator,CN=Users,${domain.forest.base}`, password },
    trust: authority.pem,
  });
  const context = { clock: clock.for('lab forest'), history, chance: createChance('lab'), authority, links };
  return {
    domain,
    outside,
    links,
    start: (config = {}) =>
      startExternalForest(forestConfig.parse({ users: { generate: 0 }, ...config }), outside, context),
    call: async (from, forest) => {
      const [dc] = forest.domainControllers;
      if (dc === undefined) throw new Error('the lab’s forest has no domain controller');
      const { address } = await links.open(from, dc.ldaps);
      return connectLdap({ server: { name: dc.dnsName, ...address }, trust: outside.trust });
    },
    find: async (filter, base = outside.base) => {
      using client = await domain.connect();
      await client.bind(outside.admin.dn, outside.admin.password);
      const found = await client.search({ base, scope: 'sub', filter });
      return found.map(({ dn }) => dn);
    },
    async [Symbol.asyncDispose]() {
      await links[Symbol.asyncDispose]();
      await domain[Symbol.asyncDispose]();
    },
  };
}
