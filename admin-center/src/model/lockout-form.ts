/** What was typed into the Smart Lockout form. */
export interface LockoutForm {
  readonly threshold: string;
  /** Seconds. */
  readonly duration: string;
}

export type LockoutFaults = Partial<Readonly<Record<keyof LockoutForm, string>>>;

const LIMITS = { threshold: [1, 50], duration: [5, 18_000] } as const;
const WHAT = { threshold: 'failed sign-ins', duration: 'seconds' } as const;

/** What is wrong with it, by field; empty when it can be saved. */
export function lockoutFaults(form: LockoutForm): LockoutFaults {
  const faults: Partial<Record<keyof LockoutForm, string>> = {};
  for (const field of ['threshold', 'duration'] as const) {
    const [least, most] = LIMITS[field];
    const text = form[field].trim();
    const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most))
      faults[field] = `Enter a whole number of ${WHAT[field]} from ${least} to ${most}.`;
  }
  return faults;
}

/** As Graph's directory setting takes it. */
export function lockoutValues({ threshold, duration }: LockoutForm) {
  return [
    { name: 'LockoutThreshold', value: String(Number(threshold)) },
    { name: 'LockoutDurationInSeconds', value: String(Number(duration)) },
  ];
}
