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
});

const credentials = z.object({ upn: z.string(), password: z.string() }).strict();

/** An Entra Connect server's control interface: what an administrator does at its console. */
export const connectContract = {
  /** Runs a cycle now, as `Start-ADSyncSyncCycle` does. Rejects with what stopped the cycle. */
  syncNow: method(nothing, cycle),
  /** Runs the wizard's task `Change user sign-in`. Rejects with what stopped the wizard. */
  changeUserSignIn: method(z.object({ method: signInMethod, admin: credentials }).strict(), nothing),
  setStaging: method(z.object({ staging: z.boolean() }).strict(), nothing),
  status: method(nothing, status),
};

export type CycleResult = z.output<typeof cycle>;
export type ConnectStatus = z.output<typeof status>;
export type ConnectControl = Control<typeof connectContract>;
