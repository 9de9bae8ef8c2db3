/** Metrics of the scripts, by the names that `loadtests/lib` gives them, and those of k6 itself. */
export const METRIC = {
  /** Counters: sign-ins begun, ended, and ended badly. */
  begun: 'sign_ins_begun',
  signIns: 'sign_ins',
  failed: 'sign_ins_failed',
  /** Trend in milliseconds, from the beginning of a sign-in to its end. */
  duration: 'sign_in_duration',
  iterations: 'iterations',
  iterationDuration: 'iteration_duration',
  dropped: 'dropped_iterations',
  checks: 'checks',
} as const;
