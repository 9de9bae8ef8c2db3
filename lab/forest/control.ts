import { z } from 'zod';
import { method, nothing, type Control } from '../control/control.ts';
import { lockoutChanges } from './config.ts';
import { topologyContract } from './topology/control.ts';

/** sAMAccountName or userPrincipalName, in any case. */
const user = z.string().min(1);
const one = z.strictObject({ user });

const account = z.object({
  sam: z.string(),
  upn: z.string(),
  dn: z.string(),
  objectGuid: z.string(),
  enabled: z.boolean(),
  lockedOut: z.boolean(),
  /** Lab milliseconds; null when the account was not locked, or was unlocked since. */
  lockoutTime: z.number().nullable(),
  /** The PDC emulator's, which is the highest. */
  badPwdCount: z.number(),
  badPwdCountByDc: z.record(z.string(), z.number()),
  /** Lab milliseconds of the last accepted bind at any domain controller. */
  lastLogon: z.number().nullable(),
  /** Lab milliseconds; null while the user must change the password. */
  pwdLastSet: z.number().nullable(),
  mustChangePassword: z.boolean(),
  passwordExpired: z.boolean(),
  accountExpires: z.number().nullable(),
});

export type AccountReport = z.output<typeof account>;

/** What the lab may do to the forest, and ask of it. */
export const forestContract = {
  ...topologyContract,
  addUser: method(
    z.strictObject({
      sam: z.string().min(1).max(256),
      upn: z.string().min(3).max(1024),
      name: z.string().min(1).max(256).optional(),
      password: z.string().min(1).max(256).optional(),
      /** Name of an organizational unit directly under the domain. */
      ou: z.string().default('Staff'),
      enabled: z.boolean().default(true),
    }),
    z.object({ dn: z.string(), upn: z.string() }),
  ),
  removeUser: method(one, nothing),
  setPassword: method(z.strictObject({ user, password: z.string().min(1).max(256) }), nothing),
  setEnabled: method(z.strictObject({ user, enabled: z.boolean() }), nothing),
  unlock: method(one, nothing),
  expirePassword: method(one, nothing),
  /** Makes a password that old, in lab milliseconds, and changes nothing else of the account. */
  agePassword: method(z.strictObject({ user, byMs: z.int().min(0) }), nothing),
  requirePasswordChange: method(one, nothing),
  /** `at` null: the account never expires. */
  setAccountExpires: method(z.strictObject({ user, at: z.iso.datetime().nullable() }), nothing),
  account: method(one, account),
  /** Users of the first domain who have a UPN, the described ones before the invented ones. */
  accounts: method(
    z.strictObject({ limit: z.int().min(1).max(100_000).default(10_000) }),
    z.object({ accounts: z.array(z.object({ sam: z.string(), upn: z.string(), enabled: z.boolean() })) }),
  ),
  /** For the lab's own devices and servers; it is known nowhere else. */
  passwordOf: method(one, z.object({ password: z.string() })),
  setLockoutPolicy: method(lockoutChanges, nothing),
  stopDomainController: method(z.strictObject({ name: z.string() }), nothing),
  startDomainController: method(z.strictObject({ name: z.string() }), nothing),
  status: method(
    nothing,
    z.object({
      domain: z.string(),
      netbios: z.string(),
      base: z.string(),
      accounts: z.number(),
      /** Durations in lab milliseconds. */
      lockout: z.object({ threshold: z.number(), duration: z.number(), observationWindow: z.number() }),
      domainControllers: z.array(
        z.object({ name: z.string(), dnsName: z.string(), running: z.boolean(), connections: z.number() }),
      ),
    }),
  ),
} as const;

export type ForestControl = Control<typeof forestContract>;
