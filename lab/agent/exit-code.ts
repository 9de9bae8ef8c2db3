/** Exit codes of an agent (agent contract, section 6). */
export const ExitCode = {
  drained: 0,
  configuration: 2,
  registrationRefused: 3,
  bootstrapRefused: 4,
  internal: 5,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
