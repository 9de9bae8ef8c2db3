import { dnKey, type DnKey } from '../../ldap/dn.ts';
import { sidBytes } from '../core/identifiers.ts';
import type { Write } from '../store/change.ts';
import type { DirectoryObject, ObjectId } from '../store/object.ts';
import type { PopulationSource } from '../store/population-source.ts';
import { Replica } from '../store/replica.ts';
import { Replication, type ReplicationDelay } from '../store/replication.ts';
import { domainPolicy, type AccountPolicy } from './policy.ts';
import { nextId, plant, type Seedling } from './seedling.ts';
import { baseOf, dnsNameOf, keyOf, type DomainNames } from './names.ts';

/** One domain controller as its domain knows it. */
export interface DomainControllerState {
  /** `DC1` */
  readonly name: string;
  /** `dc1.corp.contoso.com` */
  readonly dnsName: string;
  readonly site: string;
  readonly isGlobalCatalog: boolean;
  running: boolean;
  /** Whether a wrong password that was right two changes ago goes uncounted; builds are reported to fail here. */
  sparesOldPasswords: boolean;
  /** Lab milliseconds by which its clock is ahead. */
  skewMs: number;
}

export interface DomainOptions {
  readonly names: DomainNames;
  readonly seed: string;
  /** `S-1-5-21-…` */
  readonly sid: string;
  /** The first is the PDC emulator. */
  readonly controllers: readonly Omit<DomainControllerState, 'dnsName' | 'running'>[];
  /** What stands from the start, the root first. */
  readonly seedlings: readonly Seedling[];
  /** DN of the forest's schema. */
  readonly schema: string;
  readonly links: readonly string[];
  readonly population?: PopulationSource | undefined;
  readonly delay: ReplicationDelay;
  /** Whether something lies between two domain controllers that both run. */
  readonly cut: (from: string, to: string) => boolean;
  /** Lab time, in milliseconds since 1970. */
  readonly now: () => number;
}

const FIRST_USN = 12_000;
/** RIDs that administrators' accounts and the lab's named ones come from. */
export const FIRST_RID = 1_100;
/** RID of the first invented person. */
export const POPULATION_RID = 200_000;

/** One Active Directory domain: its domain controllers, and what each has of the domain's objects. No sockets, no clock of its own. */
export class Domain {
  readonly names: DomainNames;
  readonly base: string;
  readonly baseKey: DnKey;
  readonly sid: string;
  readonly controllers: readonly DomainControllerState[];
  /** `sAMAccountName`s in lower case of accounts that were granted "Replicating Directory Changes". */
  readonly replicators = new Set<string>();
  /** The same of accounts that were granted "Reset password" for everybody. */
  readonly resetters = new Set<string>();
  readonly #options: DomainOptions;
  readonly #replication: Replication;
  #rid = FIRST_RID - 1;
  #objects = 0;

  constructor(options: DomainOptions) {
    const { names, sid, controllers, seed, schema, now, seedlings, population, links } = options;
    this.#options = options;
    this.names = names;
    this.sid = sid;
    this.base = baseOf(names.dns);
    this.baseKey = keyOf(this.base);
    this.controllers = controllers.map((dc) => ({
      ...dc,
      dnsName: dnsNameOf(dc.name, names.dns),
      running: true,
    }));
    const soil = { seed, base: this.base, schema, created: now(), firstUsn: FIRST_USN };
    const initial = plant(seedlings, soil);
    const usn = population?.usnEnd ?? FIRST_USN + initial.length;
    const common = { base: this.base, baseKey: this.baseKey, initial, links, population, usn };
    this.#replication = new Replication({
      replicas: this.controllers.map(({ name }) => new Replica({ dc: name, ...common })),
      delay: options.delay,
      clockOf: (dc) => this.timeAt(dc),
      connected: (from, to) => this.isRunning(from) && this.isRunning(to) && !options.cut(from, to),
      now,
    });
  }

  /** The first USN that invented people may have. */
  static populationUsn(seedlings: readonly Seedling[]): number {
    return FIRST_USN + seedlings.length;
  }

  /** Its invented people, where it has any. */
  get population(): PopulationSource | undefined {
    return this.#options.population;
  }

  now(): number {
    return this.#options.now();
  }

  /** What a domain controller's own clock says: it stamps everything that it writes and judges with it. */
  timeAt(dc: string): number {
    return this.now() + (this.controller(dc)?.skewMs ?? 0);
  }

  /** The domain controller that holds the PDC emulator's role, running or not. */
  get pdcEmulator(): string {
    return this.controllers[0]?.name ?? '';
  }

  controller(name: string): DomainControllerState | undefined {
    return this.controllers.find((dc) => dc.name.toLowerCase() === name.toLowerCase());
  }

  isRunning(dc: string): boolean {
    return this.controller(dc)?.running ?? false;
  }

  /** Whether one domain controller can ask the other now. */
  reaches(from: string, to: string): boolean {
    return from === to || (this.isRunning(to) && !this.#options.cut(from, to));
  }

  /** What a domain controller has now. */
  at(dc: string): Replica {
    return this.#replication.at(dc);
  }

  /** Writes at one domain controller; the others hear of it in their time. */
  write(dc: string, write: Write): DirectoryObject | undefined {
    return this.#replication.write(dc, write);
  }

  /** The domain's own policy, as one domain controller has it. */
  policyAt(dc: string): AccountPolicy {
    return domainPolicy(this.at(dc).root);
  }

  /** Everything that is on its way between connected domain controllers comes in now. */
  replicateAll(): void {
    this.#replication.syncAll();
  }

  pendingAt(dc: string): number {
    return this.#replication.pendingAt(dc);
  }

  /** An id for a new object. */
  newId(): ObjectId {
    return nextId(`${this.#options.seed} ${this.names.dns}`, ++this.#objects);
  }

  /** A SID for a new security principal. */
  newSid(): Buffer {
    this.#rid++;
    const population = this.#options.population?.numbers ?? 0;
    if (this.#rid === POPULATION_RID) this.#rid += population;
    return sidBytes(`${this.sid}-${this.#rid}`);
  }

  /** Whether a name is the domain's own or below it. */
  holds(dn: string): boolean {
    const key = dnKey(dn);
    return key === this.baseKey || (key?.endsWith(`\u0000${this.baseKey}`) ?? false);
  }
}
