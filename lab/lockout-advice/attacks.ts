/** How hard and for how long the lab attacks; times in milliseconds. */
export interface AttackPlan {
  /** Distinct passwords of the spray. */
  readonly guesses: number;
  readonly guessEveryMs: number;
  readonly phoneEveryMs: number;
  /** A VPN client, or whatever else asks Active Directory itself. */
  readonly directEveryMs: number;
  /** How long phone and VPN client go on. */
  readonly lastsMs: number;
}

const MINUTE = 60_000;

export const DEFAULT_PLAN: AttackPlan = {
  guesses: 200,
  guessEveryMs: 30_000,
  phoneEveryMs: 5 * MINUTE,
  directEveryMs: 10 * MINUTE,
  lastsMs: 480 * MINUTE,
};

/** Which of the user's former passwords a device has kept: one of the last two, which a domain controller may spare. */
export type Stale = 'lastTwo' | 'older';

export interface Try {
  /** Milliseconds since the attack began. */
  readonly at: number;
  readonly password: { readonly guess: number } | { readonly stale: Stale };
  /** Through the cloud, from a place that the user signs in from or another; or at a domain controller itself. */
  readonly from: 'usualPlace' | 'newPlace' | 'directory';
}

export interface Attack {
  readonly name: string;
  readonly title: string;
  readonly method: 'passThrough' | 'passwordHashSync';
  readonly tries: readonly Try[];
}

/** Everything that is tried on a pair of policies. */
export function attacksOf(plan: AttackPlan): Attack[] {
  const phone = (stale: Stale) =>
    every(plan.phoneEveryMs, plan.lastsMs, { password: { stale }, from: 'usualPlace' });
  const direct = every(plan.directEveryMs, plan.lastsMs, { password: { stale: 'older' }, from: 'directory' });
  const passThrough = { method: 'passThrough' } as const;
  return [
    {
      ...{ name: 'sprayFromNewPlaces', ...passThrough, tries: spray(plan, 'newPlace') },
      title: `password spray from new places: ${sprayText(plan)}`,
    },
    {
      ...{ name: 'sprayFromUsualPlace', ...passThrough, tries: spray(plan, 'usualPlace') },
      title: `password spray from where the user signs in: ${sprayText(plan)}`,
    },
    {
      ...{ name: 'stalePhoneOldPassword', ...passThrough, tries: phone('older') },
      title: `phone with a password from before the last two, ${everyText(plan.phoneEveryMs)}`,
    },
    {
      ...{ name: 'stalePhoneLastPassword', ...passThrough, tries: phone('lastTwo') },
      title: `phone with one of the last two passwords, ${everyText(plan.phoneEveryMs)}`,
    },
    {
      ...{ name: 'stalePhoneHashSync', method: 'passwordHashSync', tries: phone('older') },
      title: `the same phone with password hash sync in place of pass-through`,
    },
    {
      ...{ name: 'directFailures', ...passThrough, tries: direct },
      title: `VPN client with an old password that asks Active Directory itself, ${everyText(plan.directEveryMs)}`,
    },
    {
      ...{ name: 'everythingAtOnce', ...passThrough },
      title: 'the spray from new places, the phone with the older password and the VPN client at once',
      tries: [...spray(plan, 'newPlace'), ...phone('older'), ...direct].toSorted((a, b) => a.at - b.at),
    },
  ];
}

function spray({ guesses, guessEveryMs }: AttackPlan, from: 'usualPlace' | 'newPlace'): Try[] {
  return Array.from({ length: guesses }, (_, guess) => ({
    at: guess * guessEveryMs,
    password: { guess },
    from,
  }));
}

function every(ms: number, lastsMs: number, one: Omit<Try, 'at'>): Try[] {
  return Array.from({ length: Math.floor(lastsMs / ms) }, (_, nth) => ({ ...one, at: nth * ms }));
}

function sprayText({ guesses, guessEveryMs }: AttackPlan): string {
  return `${guesses} guesses, ${everyText(guessEveryMs)}`;
}

function everyText(ms: number): string {
  return ms % MINUTE === 0 ? `every ${ms / MINUTE} min` : `every ${ms / 1_000} s`;
}
