import { z } from 'zod';
import { duration } from '../../config/duration.ts';

/** `ExtranetLockoutMode`; `ADFSSmartLockoutLogOnlyWithADPasswordCounter` is the numeric 3 of AD FS 2019. */
export const lockoutMode = z.enum([
  'ADPasswordCounter',
  'ADFSSmartLockoutLogOnly',
  'ADFSSmartLockoutEnforce',
  'ADFSSmartLockoutLogOnlyWithADPasswordCounter',
]);

export type LockoutMode = z.output<typeof lockoutMode>;

const threshold = z.number().int().min(1).max(2_147_483_647);

/** Extranet lockout, in the words of `Set-AdfsProperties`. */
export const lockoutConfig = z
  .object({
    /** `EnableExtranetLockout` */
    enabled: z.boolean().default(false),
    mode: lockoutMode.default('ADPasswordCounter'),
    /** `ExtranetLockoutThreshold`: of the AD counter, or of unfamiliar locations. */
    threshold: threshold.default(10),
    /** `ExtranetLockoutThresholdFamiliarLocation` of AD FS 2019; the other threshold unless written. */
    familiarThreshold: threshold.optional(),
    /** `ExtranetObservationWindow` */
    observationWindow: duration('30m'),
    /** `ExtranetLockoutRequirePDC`: without the PDC emulator nobody may try. */
    requirePdc: z.boolean().default(true),
    /** The documentation says both: locked when the count exceeds the threshold, or as soon as it reaches it. */
    lockedWhen: z.enum(['reached', 'exceeded']).default('exceeded'),
    /** How long a secondary that could not reach the primary's store goes on by itself. */
    storeRetry: duration('10m'),
  })
  .strict();

export type LockoutConfig = z.output<typeof lockoutConfig>;
