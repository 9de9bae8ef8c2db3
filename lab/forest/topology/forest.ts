import { dnKey, isWithin, type DnKey } from '../../ldap/dn.ts';
import type { Domain } from '../domain/domain.ts';
import { keyOf } from '../domain/names.ts';
import { plant } from '../domain/seedling.ts';
import type { DirectoryObject, ObjectId } from '../store/object.ts';
import { Replica } from '../store/replica.ts';
import { configurationSeedlings } from './configuration.ts';
import type { ForestSettings } from './settings.ts';
import type { Site } from './sites.ts';

export interface ForestOptions {
  readonly seed: string;
  /** The first is the forest root. */
  readonly domains: readonly [Domain, ...Domain[]];
  readonly sites: readonly Site[];
  /** Beside the domains' own names. */
  readonly upnSuffixes: readonly string[];
  readonly settings: ForestSettings;
}

export interface Found {
  readonly domain: Domain;
  readonly object: DirectoryObject;
  readonly replica: Replica;
}

/** The domain is undefined for objects of the configuration. */
export interface Located extends Omit<Found, 'domain'> {
  readonly domain: Domain | undefined;
}

const ID_FORM = /^<(GUID|SID)=([^>]{1,200})>$/i;

/** One Active Directory forest: its domains, and the naming contexts that they share. */
export class Forest {
  readonly domains: readonly [Domain, ...Domain[]];
  readonly sites: readonly Site[];
  readonly upnSuffixes: readonly string[];
  readonly settings: ForestSettings;
  /** Every domain controller sees one and the same: it hardly changes, and nothing that decides on sign-ins is in it. */
  readonly configuration: Replica;

  constructor({ seed, domains, sites, upnSuffixes, settings }: ForestOptions) {
    this.domains = domains;
    this.sites = sites;
    this.upnSuffixes = upnSuffixes;
    this.settings = settings;
    const base = `CN=Configuration,${domains[0].base}`;
    const seedlings = configurationSeedlings({ base, seed, domains, sites, upnSuffixes });
    const soil = { seed, base, schema: `CN=Schema,${base}`, created: domains[0].now(), firstUsn: 4_000 };
    const initial = plant(seedlings, soil);
    this.configuration = new Replica({
      dc: domains[0].pdcEmulator,
      base,
      baseKey: keyOf(base),
      initial,
      links: [],
      usn: 4_000 + initial.length,
    });
  }

  get root(): Domain {
    return this.domains[0];
  }

  /** `CN=Configuration,DC=…` */
  get configurationDn(): string {
    return this.configuration.base;
  }

  /** `CN=Schema,CN=Configuration,DC=…` */
  get schemaDn(): string {
    return `CN=Schema,${this.configuration.base}`;
  }

  /** The domain that an object of that name stands in: the one with the longest name. */
  domainOfKey(key: DnKey): Domain | undefined {
    return this.domains
      .filter(({ baseKey }) => isWithin(key, baseKey))
      .toSorted((one, other) => other.baseKey.length - one.baseKey.length)[0];
  }

  domainByDns(dns: string): Domain | undefined {
    return this.domains.find(({ names }) => names.dns === dns.toLowerCase());
  }

  domainByNetbios(netbios: string): Domain | undefined {
    return this.domains.find(({ names }) => names.netbios === netbios.toUpperCase());
  }

  /** What a domain controller sees of all domains: its own, and of the others what a running one of theirs has. */
  replicasFor(domain: Domain, dc: string): { readonly domain: Domain; readonly replica: Replica }[] {
    const others = this.domains.filter((other) => other !== domain);
    return [
      { domain, replica: domain.at(dc) },
      ...others.map((other) => ({ domain: other, replica: other.at(nearest(other)) })),
    ];
  }

  /** An object of any domain, and the replica it was found in. */
  find(id: ObjectId, domain: Domain, dc: string): Found | undefined {
    for (const { domain: each, replica } of this.replicasFor(domain, dc)) {
      const object = replica.get(id);
      if (object !== undefined) return { domain: each, object, replica };
    }
    return undefined;
  }

  /** An object of any naming context by its name, or by `<GUID=…>` or `<SID=…>`. */
  byDn(name: string, domain: Domain, dc: string): Located | undefined {
    const [, form, id = ''] = ID_FORM.exec(name) ?? [];
    const contexts = [...this.replicasFor(domain, dc), { domain: undefined, replica: this.configuration }];
    const key = form === undefined ? dnKey(name) : undefined;
    for (const { domain: each, replica } of contexts) {
      const object =
        key === undefined
          ? form?.toUpperCase() === 'SID'
            ? replica.find('objectsid', id)[0]
            : replica.get(id.toLowerCase())
          : replica.byKey(key);
      if (object !== undefined) return { domain: each, object, replica };
    }
    return undefined;
  }
}

/** The domain controller of another domain that a global catalog hears from. */
function nearest(domain: Domain): string {
  return domain.controllers.find(({ running }) => running)?.name ?? domain.pdcEmulator;
}
