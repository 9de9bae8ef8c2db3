import { z } from 'zod';
import { duration } from '../../../config/duration.ts';
import { ROLE_NAMES } from '../roles.ts';

const names = z.array(z.string().min(1).max(256)).max(1_000).default([]);

/** A rule that says what a sign-in needs beside a password (the lab's small Conditional Access). */
export const accessPolicy = z.strictObject({
  /** In the claims challenge; derived from the name unless given. */
  id: z.guid().optional(),
  name: z.string().min(1).max(256),
  /** Who it is for: everybody when neither users nor groups nor roles are named. User principal names. */
  users: names,
  /** Ids or display names of groups. */
  groups: names,
  roles: z.array(z.enum(ROLE_NAMES)).default([]),
  exceptUsers: names,
  /** Ids of applications or of the APIs that they call; all, unless named. */
  apps: names,
  clients: z.array(z.enum(['browser', 'modern', 'legacy'])).default([]),
  requires: z
    .enum(['secondFactor', 'nobody', 'compliantDevice', 'joinedDevice', 'externalChallenge'])
    .default('secondFactor'),
  /** How old a second factor may be. */
  signInFrequency: duration().optional(),
});

export type AccessPolicy = z.output<typeof accessPolicy>;
