import { z } from 'zod';
import { duration } from '../../config/duration.ts';
import { domainControllers, type DomainControllerConfig } from './domain-controllers.ts';
import { dnsName, netbiosName, plainName } from './names.ts';
import { group, usersSchema } from './people.ts';
import { fineGrainedPolicy, lockout, passwordPolicy } from './policy.ts';

/** What every domain has, the forest's first and the others. */
export function domainShape(generate: number) {
  return {
    /** Directly under the domain; users stand in the first unless said otherwise. */
    organizationalUnits: z.array(plainName).min(1).max(100).default(['Staff']),
    lockout: lockout.prefault({}),
    passwordPolicy: passwordPolicy.prefault({}),
    /** The former name of `passwordPolicy.maxAge`. */
    maxPasswordAge: duration().optional(),
    fineGrainedPolicies: z.array(fineGrainedPolicy).max(1_000).default([]),
    groups: z.array(group).max(1_000).default([]),
    users: usersSchema(generate).prefault({}),
    /** Password of every user without one of their own; unless given, each has one derived from the seed. */
    password: z.string().min(1).max(256).optional(),
  };
}

/** Names of a domain that is not the lab's first: what is left out follows from the DNS name. */
export const furtherNames = {
  domain: dnsName,
  /** The first label in capitals unless written. */
  netbios: netbiosName.optional(),
  /** One named after the domain, such as `EMEA-DC1`, unless written. */
  domainControllers: domainControllers.optional(),
};

/** A child domain, or one with a tree of its own. */
export const furtherDomain = z
  .strictObject({
    ...furtherNames,
    /** Unless written, the domain whose name this one's ends in. */
    parent: dnsName.optional(),
    ...domainShape(0),
  })
  .transform(withNames);

interface Names {
  readonly domain: string;
  readonly netbios?: string | undefined;
  readonly domainControllers?: DomainControllerConfig[] | undefined;
}

const LONGEST = 15;
const FIRST = '-DC1';

/** Fills in the names that follow from the DNS name. */
export function withNames<T extends Names>(
  written: T,
): T & { readonly netbios: string; readonly domainControllers: readonly DomainControllerConfig[] } {
  const label = written.domain.split('.')[0] ?? written.domain;
  const netbios = written.netbios ?? label.toUpperCase().slice(0, LONGEST);
  const name = `${netbios.slice(0, LONGEST - FIRST.length)}${FIRST}`;
  const usual = { name, globalCatalog: true, sparesOldPasswords: true, clockSkew: 0 };
  return { ...written, netbios, domainControllers: written.domainControllers ?? [usual] };
}

export type FurtherDomainConfig = z.output<typeof furtherDomain>;
