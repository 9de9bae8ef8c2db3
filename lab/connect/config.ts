import { z } from 'zod';
import { duration } from '../config/duration.ts';
import { signInMethod } from './core/method.ts';

const positive = (ms: number): boolean => ms > 0;

/** One Entra Connect server's part of a lab file. */
export const connectConfig = z
  .object({
    /** The host it runs on. */
    host: z.string().min(1).default('CONNECT1'),
    /** A staging server imports and synchronises but exports nothing. */
    role: z.enum(['primary', 'staging']).default('primary'),
    /** What its wizard was last set to; unknown until the wizard has run. */
    method: signInMethod.optional(),
    /** Time from one cycle's start to the next; the product's default is 30 minutes. */
    syncInterval: duration('30m').refine(positive, 'expected more than 0s'),
    /** Whether the first cycle runs before the server counts as started. */
    syncAtStart: z.boolean().default(true),
    /** Password hash synchronization beside whatever the sign-in method is. */
    passwordHashSync: z.boolean().default(false),
    /** Time between two cycles of it; the product's two minutes cannot be changed. */
    hashInterval: duration('2m').refine(positive, 'expected more than 0s'),
    /** From so many generated users on they are exported as one, and the tenant computes each as it is asked for. */
    exportAsOneFrom: z.int().min(1).default(5_000),
    /** Organizational units in scope: directly under the domain, each with everything below it. */
    organizationalUnits: z.array(z.string().min(1).max(64)).min(1).max(100).default(['Staff']),
    /** How long the forest or the service may take over one answer. */
    answerLimit: duration('60s').refine(positive, 'expected more than 0s'),
    /** How long the wizard waits until the service reports an active agent. */
    agentLimit: duration('2m').refine(positive, 'expected more than 0s'),
  })
  .strict();

export type ConnectConfig = z.output<typeof connectConfig>;
