import { z } from 'zod';
import { duration } from '../../config/duration.ts';

const count = (most: number): z.ZodInt => z.int().min(1).max(most);

/** The LDAP policies that the lab's domain controllers keep ([MS-ADTS] 3.1.1.3.4.6), with their documented defaults. */
const ldapPolicies = z.strictObject({
  maxPageSize: count(20_000).default(1_000),
  maxValRange: count(5_000).default(1_500),
  maxQueryDuration: duration('2m'),
  maxConnIdleTime: duration('15m'),
  initRecvTimeout: duration('2m'),
  maxReceiveBuffer: count(104_857_600).default(10_485_760),
  /** Open at once to one domain controller; one more drops the oldest. */
  maxConnections: count(100_000).default(5_000),
  /** The lab's own: open at once from one calling host; one more is refused. No limit, unless written. */
  maxConnectionsPerHost: count(100_000).optional(),
});

export type LdapPoliciesConfig = z.output<typeof ldapPolicies>;

/** What differs between builds and administrators' choices. */
export const settingsShape = {
  /** Sub-code of a bind under a name that nobody bears: builds of Windows differ. */
  unknownUser: z.enum(['52e', '525']).default('52e'),
  /** Which of the two restrictions shows when both apply. */
  restrictionShownFirst: z.enum(['logonHours', 'workstation']).default('logonHours'),
  /** What is asked of the PDC emulator before it is refused: wrong passwords, or locks and expired passwords too. */
  pdcJudges: z.enum(['wrongPasswords', 'passwordFailures']).default('passwordFailures'),
  /** For this long the password before a change still logs on; `0s`: not at all. */
  oldPasswordPeriod: duration('5m'),
  /** Simple binds in clear are refused. */
  requireSecureBinds: z.boolean().default(false),
  /** A bind with a name and no password is refused, rather than anonymous. */
  denyUnauthenticatedBinds: z.boolean().default(false),
  /** Whether LDAPS and StartTLS speak TLS 1.3, as domain controllers do from Windows Server 2025 on. */
  tls13: z.boolean().default(false),
  ldapPolicies: ldapPolicies.prefault({}),
};
