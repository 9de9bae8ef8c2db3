import { guidBytes, objectGuid } from '../core/identifiers.ts';
import { childSeedling, type Seedling } from '../domain/seedling.ts';
import type { DomainControllerState } from '../domain/domain.ts';
import type { DomainNames } from '../domain/names.ts';
import type { Site } from './sites.ts';
import { configurationWellKnownObjects } from '../domain/well-known-objects.ts';
import { siteLinkSeedlings } from './site-links.ts';
import { wellKnownPrincipals } from './well-known-principals.ts';

/** What the configuration naming context tells of a domain. */
export interface ConfiguredDomain {
  readonly names: DomainNames;
  readonly base: string;
  readonly sid: string;
  readonly controllers: readonly Pick<DomainControllerState, 'name' | 'site' | 'isGlobalCatalog'>[];
}

export interface ConfigurationOptions {
  /** DN of the configuration naming context. */
  readonly base: string;
  readonly seed: string;
  readonly domains: readonly ConfiguredDomain[];
  readonly sites: readonly Site[];
  readonly upnSuffixes: readonly string[];
}

/** DN of a domain controller's server object. */
export function serverDn(dc: Pick<DomainControllerState, 'name' | 'site'>, configuration: string): string {
  return `CN=${dc.name},CN=Servers,CN=${dc.site},CN=Sites,${configuration}`;
}

/** DN of a domain controller's settings, which stands for it in roles. */
export function settingsDn(dc: Pick<DomainControllerState, 'name' | 'site'>, configuration: string): string {
  return `CN=NTDS Settings,${serverDn(dc, configuration)}`;
}

/** The objects of the configuration naming context that tools read: partitions, sites, servers, services. */
export function configurationSeedlings(options: ConfigurationOptions): Seedling[] {
  const masters = mastersOf(options);
  const root: Seedling = {
    rdn: { type: 'CN', value: 'Configuration' },
    classes: ['top', 'configuration'],
    category: 'Configuration',
    attributes: {
      instancetype: ['13'],
      subrefs: [`CN=Schema,${options.base}`],
      wellknownobjects: configurationWellKnownObjects(options.base),
    },
  };
  const partitions = childSeedling(root, 'Partitions', 'crossRefContainer', 'Cross-Ref-Container', {
    upnsuffixes: options.upnSuffixes,
    'msds-behavior-version': ['7'],
    fsmoroleowner: masters.slice(0, 1),
  });
  return [
    root,
    partitions,
    ...crossRefs(partitions, options),
    ...siteSeedlings(root, options),
    ...serviceSeedlings(root),
    childSeedling(root, 'Extended-Rights', 'container', 'Container'),
    childSeedling(root, 'LostAndFoundConfig', 'lostAndFound', 'Lost-And-Found'),
    ...wellKnownPrincipals(root),
  ];
}

/** DNs of all domain controllers' settings; the first holds the roles of the forest. */
export function mastersOf({ domains, base }: Pick<ConfigurationOptions, 'domains' | 'base'>): string[] {
  return domains.flatMap(({ controllers }) => controllers.map((dc) => settingsDn(dc, base)));
}

function crossRefs(partitions: Seedling, { base, domains }: ConfigurationOptions): Seedling[] {
  const root = domains[0]?.names.dns ?? '';
  const reference = (name: string, attributes: Record<string, readonly string[]>): Seedling =>
    childSeedling(partitions, name, 'crossRef', 'Cross-Ref', attributes);
  return [
    reference('Enterprise Configuration', { ncname: [base], dnsroot: [root], systemflags: ['1'] }),
    reference('Enterprise Schema', { ncname: [`CN=Schema,${base}`], dnsroot: [root], systemflags: ['1'] }),
    ...domains.map(({ names, base: ncname }) =>
      reference(names.netbios, {
        ncname: [ncname],
        dnsroot: [names.dns],
        netbiosname: [names.netbios],
        systemflags: ['3'],
      }),
    ),
  ];
}

function siteSeedlings(root: Seedling, { domains, sites, base, seed }: ConfigurationOptions): Seedling[] {
  const all = childSeedling(root, 'Sites', 'sitesContainer', 'Sites-Container');
  const subnets = childSeedling(all, 'Subnets', 'subnetContainer', 'Subnet-Container');
  const planted = sites.flatMap((site) => {
    const own = childSeedling(all, site.name, 'site', 'Site');
    const servers = childSeedling(own, 'Servers', 'serversContainer', 'Servers-Container');
    const settings = childSeedling(own, 'NTDS Site Settings', 'nTDSSiteSettings', 'NTDS-Site-Settings', {
      intersitetopologygenerator: firstAt(site, domains, base),
    });
    const local = domains.flatMap((domain) =>
      domain.controllers
        .filter((dc) => dc.site === site.name)
        .flatMap((dc) => server(servers, dc, domain, { base, seed })),
    );
    return [own, servers, settings, ...local];
  });
  const ranges = sites.flatMap(({ name, subnets: ranges }) =>
    ranges.map((range) => {
      const siteobject = [`CN=${name},CN=Sites,${base}`];
      return childSeedling(subnets, range, 'subnet', 'Subnet', { siteobject });
    }),
  );
  return [all, subnets, ...siteLinkSeedlings(all, sites, base), ...planted, ...ranges];
}

function server(
  servers: Seedling,
  dc: ConfiguredDomain['controllers'][number],
  { names, base }: ConfiguredDomain,
  { base: configuration, seed }: Pick<ConfigurationOptions, 'base' | 'seed'>,
): Seedling[] {
  const own = childSeedling(servers, dc.name, 'server', 'Server', {
    dnshostname: [`${dc.name.toLowerCase()}.${names.dns}`],
    serverreference: [`CN=${dc.name},OU=Domain Controllers,${base}`],
  });
  const settings = childSeedling(own, 'NTDS Settings', 'nTDSDSA', 'NTDS-DSA', {
    options: [dc.isGlobalCatalog ? '1' : '0'],
    hasmasterncs: [base, configuration, `CN=Schema,${configuration}`],
    'msds-hasmasterncs': [base, configuration, `CN=Schema,${configuration}`],
    'msds-hasdomainncs': [base],
    'msds-behavior-version': ['7'],
    invocationid: [guidBytes(objectGuid(seed, `invocation of ${dc.name} in ${names.dns}`))],
    systemflags: ['33554432'],
  });
  return [own, settings];
}

/** The domain controller that makes a site's connections to others: the first that stands there. */
function firstAt(site: Site, domains: readonly ConfiguredDomain[], base: string): string[] {
  const there = domains.flatMap(({ controllers }) => controllers.filter((dc) => dc.site === site.name));
  return there.slice(0, 1).map((dc) => settingsDn(dc, base));
}

function serviceSeedlings(root: Seedling): Seedling[] {
  const services = childSeedling(root, 'Services', 'container', 'Container');
  const windows = childSeedling(services, 'Windows NT', 'container', 'Container');
  const directory = childSeedling(windows, 'Directory Service', 'nTDSService', 'NTDS-Service', {
    tombstonelifetime: ['180'],
  });
  return [services, windows, directory];
}
