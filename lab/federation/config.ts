import { z } from 'zod';
import { duration } from '../config/duration.ts';

const hostName = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'expected a full host name such as sts.fabrikam.com');

/** The AD FS farm's part of a lab file. */
export const federationConfig = z
  .object({
    /** The host the farm runs on, as domain controllers see it. */
    host: z.string().min(1).default('ADFS1'),
    /** The federation service name. */
    name: hostName.default('sts.fabrikam.com'),
    /** Domains of the tenant that this farm signs users in for. */
    domains: z.array(hostName).default(['fabrikam.com']),
    /** How long an issued assertion is valid; AD FS' own default is an hour. */
    assertionLifetime: duration('1h'),
    /** How far a caller's clock may be off; WCF's default is five minutes. */
    clockSkew: duration('5m'),
    /** How long a domain controller may take to check a password. */
    directoryLimit: duration('15s'),
  })
  .strict();

export type FederationConfig = z.output<typeof federationConfig>;
