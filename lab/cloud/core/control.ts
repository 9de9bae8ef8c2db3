import { z } from 'zod';
import { method, nothing } from '../../control/control.ts';
import { accessPolicy } from './access/policy.ts';
import { homeRealmPolicy } from './realm-policies/policy.ts';
import { ROLLOUT_FEATURES } from './rollout/policy.ts';

const upn = z.string().min(3).max(256);
const named = z.strictObject({ upn });
const password = z.string().min(1).max(256);
const group = z.object({ id: z.string(), name: z.string(), members: z.array(z.string()) });
const feature = z.enum(ROLLOUT_FEATURES);
const rollout = z.object({
  feature,
  enabled: z.boolean(),
  groups: z.array(z.string()),
  /** User principal names of those whom the cloud checks by now. */
  over: z.array(z.string()),
});

/** What the lab may ask of a tenant's decisions, and change in them. Unknown names are errors. */
export const decisionsContract = {
  /** Makes a group, or gives it other members: names of users, names of groups that stand in it. */
  putGroup: method(
    z.strictObject({
      name: z.string().min(1).max(256),
      members: z.array(upn).max(50_000).default([]),
      groups: z.array(z.string()).max(1_000).default([]),
      membership: z.enum(['assigned', 'dynamic']).default('assigned'),
      contacts: z.int().min(0).default(0),
    }),
    group,
  ),
  groups: method(nothing, z.array(group)),
  /** Has these groups, and no others, in a feature's staged rollout. */
  rollOut: method(
    z.strictObject({
      feature,
      groups: z.array(z.string()).max(100).default([]),
      enabled: z.boolean().default(true),
    }),
    rollout,
  ),
  /** The organisation's policy, or an application's; null takes it away. */
  setHomeRealmPolicy: method(
    z.strictObject({ app: z.string().max(256).optional(), policy: homeRealmPolicy.nullable() }),
    nothing,
  ),
  putAccessPolicy: method(accessPolicy, z.object({ id: z.string(), name: z.string() })),
  removeAccessPolicy: method(z.strictObject({ name: z.string() }), nothing),
  setSecurityDefaults: method(z.strictObject({ enabled: z.boolean() }), nothing),
  /** Whether a user has a second factor to prove itself with. */
  setSecondFactor: method(z.strictObject({ upn, registered: z.boolean() }), nothing),
  /** Something between a right password and the sign-in, or nothing again. */
  setInterrupt: method(
    z.strictObject({ upn, interrupt: z.enum(['risk', 'resetRegistration']).nullable() }),
    nothing,
  ),
  setPasswordHashSync: method(z.strictObject({ enabled: z.boolean() }), nothing),
  setPasswordWriteback: method(
    z.strictObject({ enabled: z.boolean(), licensed: z.boolean().default(true) }),
    nothing,
  ),
  /** What a user does on the page; `code` 0 when it is done. */
  changePassword: method(
    z.strictObject({ upn, oldPassword: password, newPassword: password }),
    z.object({ code: z.number(), text: z.string().optional() }),
  ),
  resetPassword: method(
    z.strictObject({ upn, newPassword: password, mustChange: z.boolean().default(false) }),
    nothing,
  ),
  /** The cloud's own password of a user is no longer good from now on. */
  expireCloudPassword: method(named, nothing),
  /** Everything that was given to a user before is dead. */
  revokeSessions: method(named, nothing),
  setEnabled: method(z.strictObject({ upn, enabled: z.boolean() }), nothing),
  /** Into the recycle bin, for thirty days. */
  deleteUser: method(named, nothing),
  restoreUser: method(named, nothing),
  deletedUsers: method(
    nothing,
    z.array(z.object({ id: z.string(), upn: z.string(), deletedAt: z.number() })),
  ),
};

export type DecisionsContract = typeof decisionsContract;
