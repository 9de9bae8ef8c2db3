import type { Domain } from '../domain/domain.ts';
import type { Forest } from './forest.ts';
import type { TrustRefusal } from './trust-refusals.ts';

/** One direction of a trust: users of `trusted` can log on in `trusting`. */
export interface Trust {
  readonly trusting: Forest;
  readonly trusted: Forest;
  /** A forest trust; otherwise an external one, between the two first domains alone. */
  readonly transitive: boolean;
  /** Names that are sent to the trusted forest, in lower case. */
  readonly routedSuffixes: readonly string[];
  /** Names of it that are not, in lower case. */
  readonly disabledSuffixes: readonly string[];
  /** Who may authenticate on which host (in capitals), by SID; undefined: everybody everywhere. */
  readonly allowedOn?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** The two sides do not share a secret any more. */
  broken: boolean;
}

/** Kerberos' tolerance, and the default of "Maximum tolerance for computer clock synchronization". */
export const CLOCK_TOLERANCE = 5 * 60_000;

/** What stands between a domain controller and one of a trusted forest when a logon is passed on. */
export interface Passage {
  readonly trust: Pick<Trust, 'broken'>;
  /** How much each clock is ahead, in lab milliseconds. */
  readonly skews: readonly [asked: number, answering: number];
  /** Undefined when no domain controller of the trusted domain can be reached. */
  readonly answering: string | undefined;
}

/** Why a logon cannot be passed on, whoever it is and whatever the password: first the network, then trust, then clocks. */
export function passageRefusal({ trust, skews, answering }: Passage): TrustRefusal | undefined {
  if (answering === undefined) return '51f';
  if (trust.broken) return '6fc';
  return Math.abs(skews[0] - skews[1]) > CLOCK_TOLERANCE ? '576' : undefined;
}

/**
 * Selective authentication ([MS-ADTS] "Allowed to Authenticate"): whether a user of the trusted forest may log on to a
 * host of the trusting one. Asked after the user's own domain has accepted the password.
 * @param sids the user's SID and those of all its groups
 */
export function selectiveRefusal(
  { allowedOn }: Pick<Trust, 'allowedOn'>,
  host: string,
  sids: Iterable<string>,
): TrustRefusal | undefined {
  if (allowedOn === undefined) return undefined;
  const allowed = allowedOn.get(host.toUpperCase().split('.')[0] ?? '');
  if (allowed === undefined) return '78f';
  for (const sid of sids) if (allowed.has(sid)) return undefined;
  return '78f';
}

/** Whether a trust holds for logons at a domain of the trusting forest by users of a domain of the trusted one. */
export function covers({ transitive, trusting, trusted }: Trust, at: Domain, of: Domain): boolean {
  return transitive || (at === trusting.root && of === trusted.root);
}
