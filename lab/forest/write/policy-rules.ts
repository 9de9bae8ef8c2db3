import { fromPolicyTicks } from '../domain/durations.ts';
import { numberIn, textIn, type Drafting } from './drafting.ts';
import { refuse } from './refusals.ts';

/** Attributes that hold the times of a policy, in lower case. */
interface Times {
  readonly duration: string;
  readonly window: string;
  readonly maxAge: string;
  readonly minAge: string;
}

const DOMAIN: Times = {
  duration: 'lockoutduration',
  window: 'lockoutobservationwindow',
  maxAge: 'maxpwdage',
  minAge: 'minpwdage',
};

const FINE_GRAINED: Times = {
  duration: 'msds-lockoutduration',
  window: 'msds-lockoutobservationwindow',
  maxAge: 'msds-maximumpasswordage',
  minAge: 'msds-minimumpasswordage',
};

/** The domain's policy, in the attributes of its own object ([MS-SAMR] 3.1.1.6). */
export function keepPolicy(drafting: Drafting): void {
  keepTimes(DOMAIN, drafting);
}

/** A password settings object ([MS-ADTS] 3.1.1.5.2.2, msDS-PasswordSettings). */
export function keepSettings(drafting: Drafting): void {
  keepTimes(FINE_GRAINED, drafting);
}

/**
 * Times are negative; bad tries are not counted for longer than a lock holds (Microsoft Learn, "Reset account lockout
 * counter after"), and a password can be changed before it expires. No duration, and no greatest age, is for ever.
 */
function keepTimes({ duration, window, maxAge, minAge }: Times, drafting: Drafting): void {
  const isPositive = (name: string): boolean => numberIn(drafting, name) > 0;
  if ([duration, window, maxAge, minAge].some(isPositive)) refuse('policy');
  const ms = (name: string): number => fromPolicyTicks(textIn(drafting, name));
  if (ms(duration) > 0 && ms(window) > ms(duration)) refuse('policy');
  if (ms(maxAge) > 0 && ms(minAge) >= ms(maxAge)) refuse('policy');
}
