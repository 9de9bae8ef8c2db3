/** What every verb answers to its caller; part of the public interface. */
export const EXIT = {
  passed: 0,
  failed: 1,
  usage: 2,
  noLab: 3,
  unknown: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
