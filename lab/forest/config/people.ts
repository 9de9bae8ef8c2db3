import { z } from 'zod';
import { logonHours } from './logon-hours.ts';
import { hostName, plainName, reference } from './names.ts';

const attributeText = z.string().min(1).max(8_192);
const attributeValues = z.union([attributeText, z.array(attributeText).min(1).max(1_000)], {
  error: 'expected text or a list of texts',
});

/** FILETIME begins in 1601, and its zero means never ([MS-ADA1] accountExpires). */
const EARLIEST = Date.UTC(1601, 0, 1);

/** A user of whom a scenario knows the name. */
export const namedUser = z.strictObject({
  sam: z.string().min(1).max(256),
  upn: z.string().min(3).max(1024),
  name: z.string().min(1).max(256).optional(),
  /** Name of one of `organizationalUnits`; the first unless written. */
  ou: plainName.optional(),
  /** Derived from the seed unless given. */
  password: z.string().min(1).max(256).optional(),
  enabled: z.boolean().default(true),
  mustChangePassword: z.boolean().default(false),
  passwordExpired: z.boolean().default(false),
  /** True unless written, or one of the two above is. */
  passwordNeverExpires: z.boolean().optional(),
  smartCardRequired: z.boolean().default(false),
  /** A moment of lab time, such as `2026-01-31T00:00:00Z`. */
  accountExpires: z.iso
    .datetime()
    .refine((time) => Date.parse(time) > EARLIEST, 'expected a time after 1601, where AD begins to count')
    .optional(),
  /** Always, unless written. */
  logonHours: logonHours.optional(),
  /** Hosts that the user may log on from; all, unless written. */
  workstations: z.array(hostName).min(1).max(64).optional(),
  department: z.string().min(1).max(64).optional(),
  /** `sAMAccountName` of groups. */
  memberOf: z.array(reference).max(1_000).default([]),
  /** Further attributes by their names in the schema: `{title: Countess}`. */
  attributes: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/), attributeValues).default({}),
});

export type NamedUser = z.output<typeof namedUser>;

/** A security group. */
export const group = z.strictObject({
  /** `cn` and `sAMAccountName`. */
  name: plainName,
  scope: z.enum(['global', 'domainLocal', 'universal']).default('global'),
  /** `sAMAccountName` of users and groups; of another domain of the forest as `EMEA\ada`. */
  members: z.array(reference).max(100_000).default([]),
  /** Name of one of `organizationalUnits`; the first unless written. */
  ou: plainName.optional(),
});

export type GroupConfig = z.output<typeof group>;

/** RIDs are the bound, and names: see the population. */
const MOST_PEOPLE = 10_000_000;

/** @param generate how many are invented when nothing is written */
export function usersSchema(generate: number) {
  return z.strictObject({
    /** Invented from the seed, by need: a million costs what ten do. */
    generate: z.int().min(0).max(MOST_PEOPLE).default(generate),
    /** UPN suffix of generated users. */
    upnSuffix: z.string().optional(),
    /** Of generated users. */
    passwordNeverExpires: z.boolean().default(true),
    named: z.array(namedUser).max(10_000).default([]),
  });
}
