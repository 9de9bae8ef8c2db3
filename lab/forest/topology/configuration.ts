import type { Seedling } from '../domain/seedling.ts';
import type { DomainControllerState } from '../domain/domain.ts';
import type { DomainNames } from '../domain/names.ts';
import type { Site } from './sites.ts';
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
  const root: Seedling = {
    rdn: { type: 'CN', value: 'Configuration' },
    classes: ['top', 'configuration'],
    category: 'Configuration',
    attributes: { instancetype: ['13'] },
  };
  const partitions = child(root, 'Partitions', 'crossRefContainer', 'Cross-Ref-Container', {
    upnsuffixes: options.upnSuffixes,
    'msds-behavior-version': ['7'],
  });
  return [
    root,
    partitions,
    ...crossRefs(partitions, options),
    ...siteSeedlings(root, options),
    ...serviceSeedlings(root),
    child(root, 'Extended-Rights', 'container', 'Container'),
    child(root, 'LostAndFoundConfig', 'lostAndFound', 'Lost-And-Found'),
    ...wellKnownPrincipals(root),
  ];
}

function crossRefs(partitions: Seedling, { base, domains }: ConfigurationOptions): Seedling[] {
  const root = domains[0]?.names.dns ?? '';
  const reference = (name: string, attributes: Record<string, readonly string[]>): Seedling =>
    child(partitions, name, 'crossRef', 'Cross-Ref', attributes);
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

function siteSeedlings(root: Seedling, { domains, sites, base }: ConfigurationOptions): Seedling[] {
  const all = child(root, 'Sites', 'sitesContainer', 'Sites-Container');
  const subnets = child(all, 'Subnets', 'subnetContainer', 'Subnet-Container');
  const planted = sites.flatMap((site) => {
    const own = child(all, site.name, 'site', 'Site');
    const servers = child(own, 'Servers', 'serversContainer', 'Servers-Container');
    const local = domains.flatMap((domain) =>
      domain.controllers
        .filter((dc) => dc.site === site.name)
        .flatMap((dc) => server(servers, dc, domain, base)),
    );
    return [own, servers, ...local];
  });
  const ranges = sites.flatMap(({ name, subnets: ranges }) =>
    ranges.map((range) => {
      const siteobject = [`CN=${name},CN=Sites,${base}`];
      return child(subnets, range, 'subnet', 'Subnet', { siteobject });
    }),
  );
  return [all, subnets, ...planted, ...ranges];
}

function server(
  servers: Seedling,
  dc: ConfiguredDomain['controllers'][number],
  { names, base }: ConfiguredDomain,
  configuration: string,
): Seedling[] {
  const own = child(servers, dc.name, 'server', 'Server', {
    dnshostname: [`${dc.name.toLowerCase()}.${names.dns}`],
    serverreference: [`CN=${dc.name},OU=Domain Controllers,${base}`],
  });
  const settings = child(own, 'NTDS Settings', 'nTDSDSA', 'NTDS-DSA', {
    options: [dc.isGlobalCatalog ? '1' : '0'],
    hasmasterncs: [base, configuration, `CN=Schema,${configuration}`],
    'msds-behavior-version': ['7'],
  });
  return [own, settings];
}

function serviceSeedlings(root: Seedling): Seedling[] {
  const services = child(root, 'Services', 'container', 'Container');
  const windows = child(services, 'Windows NT', 'container', 'Container');
  const directory = child(windows, 'Directory Service', 'nTDSService', 'NTDS-Service', {
    tombstonelifetime: ['180'],
  });
  return [services, windows, directory];
}

function child(
  parent: Seedling,
  name: string,
  structural: string,
  category: string,
  attributes: Record<string, readonly string[]> = {},
): Seedling {
  return { rdn: { type: 'CN', value: name }, parent, classes: ['top', structural], category, attributes };
}
