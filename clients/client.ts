import type { Tried } from '../programs/tried.ts';

/** A lab that is up in a process of its own, and what client libraries on this machine are told of it. */
export interface ClientLab {
  readonly tenantId: string;
  /** Of `lab.yaml`, by what they are here for. */
  readonly people: Readonly<Record<Role, ClientPerson>>;
  readonly apps: Readonly<Record<AppRole, ClientApp>>;
  /** Where a scripted browser signs people in: `GET {browser}/device?code=…&person=…`, and see `browser.ts`. */
  readonly browser: string;
  /** What `ptalab env` prints. */
  readonly printed: PrintedEnvironment;
  /** Key store of Java's with the lab's authority, made as `ptalab env` says. */
  readonly keyStore: string;
  /** A folder of this run's own, gone afterwards. */
  readonly folder: string;
}

export const ROLES = {
  staff: 'ada',
  federated: 'fay',
  disabled: 'dora',
  expired: 'paul',
  mustChange: 'mona',
  sprayed: 'sam',
  locked: 'lola',
  secondFactor: 'mia',
  blocked: 'bert',
  revoked: 'rita',
} as const;

export type Role = keyof typeof ROLES | 'cloudOnly' | 'unknown';
export const APP_ROLES = ['desktop', 'daemon', 'certified', 'web'] as const;
export type AppRole = (typeof APP_ROLES)[number];

export interface ClientPerson {
  readonly upn: string;
  readonly password: string;
}

export interface ClientApp {
  readonly id: string;
  readonly secret?: string;
  /** PEM file with key and certificate. */
  readonly certificate?: string;
  readonly redirect?: string;
}

export interface PrintedEnvironment {
  /** For the hosts file. */
  readonly hosts: string;
  /** `export …` lines for `sh`. */
  readonly variables: string;
  /** PEM file of the authority. */
  readonly trust: string;
}

/** A client library that signs in to the lab's cloud under its real names, unmodified. */
export interface Client extends Tried<ClientLab, 'Python' | 'Java' | 'Go' | 'Node'> {
  /** What had to be set for it, beside names: what `ptalab env` says. */
  readonly sets: readonly string[];
}
