import { z } from 'zod';
import { cloudConfig } from '../cloud/config.ts';
import { connectConfig } from '../connect/config.ts';
import { egressConfig } from '../egress/config.ts';
import { exchangeConfig } from '../exchange/config.ts';
import { federationConfig } from '../federation/config.ts';
import { forestConfig } from '../forest/config.ts';

const hostName = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,13}[A-Za-z0-9])?$/,
    'expected a host name of 1 to 15 letters, digits and hyphens',
  );

/** A host with an authentication agent on it, besides those that Entra Connect's wizard installs. */
const agentConfig = z
  .object({
    host: hostName,
    /** The program to run in place of the reference agent, and its arguments. */
    command: z.array(z.string().min(1)).min(1).optional(),
    /** The version that the reference agent says it is. */
    version: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,9}){1,3}$/, 'expected a version such as 1.5.2482.0')
      .optional(),
    /** `wall`: it is not told of the lab clock and lives in real time, so that its machine's network can fail; the lab flows. */
    clock: z.enum(['lab', 'wall']).default('lab'),
  })
  .strict();

const EPOCH = 'expected now, or a time such as 2026-01-05T08:00:00Z';
const epoch = z.union([z.literal('now'), z.iso.datetime({ offset: true, error: EPOCH })], { error: EPOCH });

/** Lab time as a lab file describes it. */
export const clockConfig = z
  .object({
    /** Lab time at the start. */
    epoch: epoch.optional(),
    mode: z.enum(['frozen', 'flowing']).optional(),
  })
  .strict();

/**
 * A whole `lab.yaml`: a section per component, in each component's own words. A section that is not written is a
 * component that is not there; only the tenant always is.
 */
export const labConfig = z
  .object({
    /** Every choice the lab makes follows from it. */
    seed: z.string().min(1).max(200).optional(),
    clock: clockConfig.optional(),
    forest: forestConfig.optional(),
    cloud: cloudConfig.prefault({}),
    federation: federationConfig.optional(),
    exchange: exchangeConfig.optional(),
    connect: z.array(connectConfig).default([]),
    egress: egressConfig.optional(),
    agents: z.array(agentConfig).default([]),
  })
  .strict();

/** What may be written. */
export type LabInput = z.input<typeof labConfig>;
/** A lab's description with every default filled in and every rule kept. */
export type LabConfig = z.output<typeof labConfig>;
