/** A script run for a moment, and the flows that must have had sign-ins in it. */
export interface Trial {
  readonly script: string;
  readonly knobs: Readonly<Record<string, string>>;
  readonly flows: readonly string[];
}

const LIMIT = { THRESHOLD_P95_MS: '5000' };

/** Every script, short. The one that locks somebody out comes last. */
export const TRIALS: readonly Trial[] = [
  { script: 'steady', knobs: { RATE: '10', DURATION: '3s', ...LIMIT }, flows: ['managed'] },
  {
    script: 'ramp',
    knobs: { FROM: '5', TO: '15', STEPS: '2', STEP: '1500ms', REALM: 'ask', ...LIMIT },
    flows: ['managed'],
  },
  {
    script: 'spike',
    knobs: { RATE: '5', PEAK: '20', BEFORE: '1s', DURATION: '1s', AFTER: '1s', ...LIMIT },
    flows: ['managed'],
  },
  { script: 'soak', knobs: { RATE: '10', DURATION: '3s', ...LIMIT }, flows: ['managed'] },
  { script: 'knee-step', knobs: { RATE: '10', WARM_UP: '1s', DURATION: '2s', ...LIMIT }, flows: ['managed'] },
  {
    script: 'morning-rush',
    knobs: { FROM: '5', RATE: '15', DURATION: '4s', CLOUD_ONLY: '15', MISTYPES: '10', ...LIMIT },
    flows: ['managed', 'federated', 'cloudOnly', 'activeSync'],
  },
  {
    script: 'directory',
    knobs: { RATE: '5', BIND_RATE: '15', DURATION: '3s', ...LIMIT },
    flows: ['managed'],
  },
  {
    script: 'directory',
    knobs: { RATE: '5', BIND_RATE: '15', DURATION: '3s', SCHEME: 'ldap', CONNECT: 'keep', ...LIMIT },
    flows: ['managed'],
  },
  { script: 'spray', knobs: { RATE: '20', DURATION: '3s', ...LIMIT }, flows: ['managed'] },
  { script: 'hammer', knobs: { RATE: '10', DURATION: '3s', ...LIMIT }, flows: ['managed'] },
];
