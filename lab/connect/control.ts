import { z } from 'zod';
import { method, nothing, type Control } from '../control/control.ts';
import { signInMethod } from './core/method.ts';

const cycle = z.object({
  /** User objects read from the forest. */
  imported: z.number(),
  /** Users sent to the tenant. */
  exported: z.number(),
  /** Users a primary server would have sent. */
  staged: z.number(),
});

const status = z.object({
  role: z.enum(['primary', 'staging']),
  /** What the wizard on this server was last set to. */
  method: signInMethod.nullable(),
  /** Lab times in milliseconds since the epoch. */
  lastCycleAt: z.number().nullable(),
  /** Null while the wizard runs, which suspends the scheduler. */
  nextCycleAt: z.number().nullable(),
  /** Users that the tenant has from this server. */
  exported: z.number(),
  passwordHashSync: z.boolean(),
});

const credentials = z.object({ upn: z.string(), password: z.string() }).strict();

/** An Entra Connect server's control interface: what an administrator does at its console. */
export const connectContract = {
  /** Runs a cycle now, as `Start-ADSyncSyncCycle` does. Rejects with what stopped the cycle. */
  syncNow: method(nothing, cycle),
  /** Runs the wizard's task `Change user sign-in`. Rejects with what stopped the wizard. */
  changeUserSignIn: method(z.object({ method: signInMethod, admin: credentials }).strict(), nothing),
  /** The wizard's optional feature `Password hash synchronization`. */
  setPasswordHashSync: method(z.object({ enabled: z.boolean() }).strict(), nothing),
  /** Runs a cycle of password hash synchronization now. */
  syncHashesNow: method(nothing, z.object({ exported: z.number() })),
  /** Password writeback: a password that the tenant has for a user of the forest. */
  writePassword: method(
    z
      .object({
        sourceAnchor: z.base64().min(1).max(256),
        oldPassword: z.string().max(256).optional(),
        newPassword: z.string().min(1).max(256),
        correlationId: z.string().max(128),
      })
      .strict(),
    z.object({ result: z.enum(['written', 'wrongOld', 'complexity', 'lockedOrDisabled', 'unreachable']) }),
  ),
  setStaging: method(z.object({ staging: z.boolean() }).strict(), nothing),
  status: method(nothing, status),
};

export type CycleResult = z.output<typeof cycle>;
export type ConnectStatus = z.output<typeof status>;
export type ConnectControl = Control<typeof connectContract>;
