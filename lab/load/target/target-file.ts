import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reach } from '../../lab.ts';
import type { Janitor } from '../../processes/janitor.ts';
import { refuseForeign, type TargetAddress } from './address.ts';
import type { People } from './people.ts';

/** What a script is told of the lab. The names of its members are the contract with `loadtests/`. */
export interface Target {
  readonly tenantId: string;
  /** Where programs on this machine find each `name:port`. */
  readonly names: Readonly<Record<string, TargetAddress>>;
  readonly domainControllers: Reach['domainControllers'];
  /** Path of the lab CA in PEM. */
  readonly trust: string;
  readonly users: People;
  readonly seed: string;
}

export interface TargetFacts {
  readonly tenantId: string;
  readonly reach: Reach;
  readonly trustPem: string;
  readonly people: People;
  readonly seed: string;
  /** Where sign-ins go in place of the lab's own address: something of the caller's that passes them on. */
  readonly instead: TargetAddress | undefined;
}

const SIGN_IN = 'login.microsoftonline.com:443';

/** A target may hold nothing but loopback and addresses that the launcher has told. Throws ForeignTargetError. */
export function describeTarget(facts: TargetFacts, trust: string): Target {
  const { tenantId, reach, people, seed, instead } = facts;
  if (instead !== undefined) refuseForeign('the target', instead.host);
  const names = instead === undefined ? reach.names : { ...reach.names, [SIGN_IN]: instead };
  return { tenantId, names, domainControllers: reach.domainControllers, trust, users: people, seed };
}

/** Hosts besides loopback at which the launcher says the lab is: the lab's own networks. */
export function networksOf(target: Target): string[] {
  const controllers = target.domainControllers.flatMap(({ ldap, ldaps }) => [ldap, ldaps]);
  const hosts = new Set([...Object.values(target.names), ...controllers].map(({ host }) => host));
  return [...hosts]
    .filter((host) => !/^(127\.|::1$|localhost$)/.test(host))
    .map((host) => `${host}/${host.includes(':') ? 128 : 32}`);
}

export interface WrittenTarget {
  readonly path: string;
  readonly trust: string;
  readonly target: Target;
}

/** Writes the target and the CA for k6 to read, into a folder that only its owner reads and the janitor sweeps. */
export function writeTarget(facts: TargetFacts, folder: string, janitor: Janitor): WrittenTarget {
  const trust = join(folder, 'lab-ca.pem');
  const path = join(folder, 'target.json');
  const target = describeTarget(facts, trust);
  janitor.makeFolder(folder);
  writeFileSync(trust, facts.trustPem, { mode: 0o600 });
  writeFileSync(path, JSON.stringify(target), { mode: 0o600 });
  return { path, trust, target };
}
