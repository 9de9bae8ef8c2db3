/** Bad passwords from one kind of location. Times are lab milliseconds since the Unix epoch. */
export interface LocationCounter {
  readonly badPasswords: number;
  readonly lastBadPassword: number | undefined;
  /** A locked counter lets nobody try before; the one try that it then allows moves it on. */
  readonly heldUntil: number | undefined;
}

/** What `Get-AdfsAccountActivity` shows of an account. */
export interface AccountActivity {
  /** The newest last. */
  readonly familiarAddresses: readonly string[];
  readonly familiar: LocationCounter;
  readonly unknown: LocationCounter;
}

export type Location = 'familiar' | 'unknown';

/** Documented: so many familiar addresses are kept for a user. */
const FAMILIAR_LIMIT = 20;

const NOTHING: LocationCounter = { badPasswords: 0, lastBadPassword: undefined, heldUntil: undefined };

export const NO_ACTIVITY: AccountActivity = { familiarAddresses: [], familiar: NOTHING, unknown: NOTHING };

/** Familiar when every address that the request presents is known; without any address it is not. */
export function locationOf({ familiarAddresses }: AccountActivity, addresses: readonly string[]): Location {
  const known = addresses.length > 0 && addresses.every((one) => familiarAddresses.includes(one));
  return known ? 'familiar' : 'unknown';
}

/** After a right password: the addresses are familiar, and the location's count is over. */
export function afterSuccess(
  activity: AccountActivity,
  location: Location,
  addresses: readonly string[],
): AccountActivity {
  const others = activity.familiarAddresses.filter((one) => !addresses.includes(one));
  const familiarAddresses = [...others, ...new Set(addresses)].slice(-FAMILIAR_LIMIT);
  return { ...activity, familiarAddresses, [location]: NOTHING };
}

/** After a bad password; `windowMs` is the observation window. */
export function afterFailure(
  activity: AccountActivity,
  location: Location,
  now: number,
  windowMs: number,
): AccountActivity {
  const badPasswords = activity[location].badPasswords + 1;
  return { ...activity, [location]: { badPasswords, lastBadPassword: now, heldUntil: now + windowMs } };
}

/** The one try that is allowed after the observation window is being made: nobody else gets another. */
export function afterAdmission(
  activity: AccountActivity,
  location: Location,
  now: number,
  windowMs: number,
): AccountActivity {
  return { ...activity, [location]: { ...activity[location], heldUntil: now + windowMs } };
}

/** `Reset-AdfsAccountLockout -Location`; the familiar addresses stay. */
export function afterReset(activity: AccountActivity, location: Location | undefined): AccountActivity {
  if (location !== undefined) return { ...activity, [location]: NOTHING };
  return { ...activity, familiar: NOTHING, unknown: NOTHING };
}
