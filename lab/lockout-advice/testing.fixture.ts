import { DEFAULT_SETTINGS, type SmartLockoutSettings } from '../cloud/lockout/index.ts';
import type { DirectoryPolicy } from './sides.ts';

export const MINUTE = 60_000;

export function cloudOf(threshold: number, seconds = 60, more: Partial<SmartLockoutSettings> = {}) {
  return { ...DEFAULT_SETTINGS, threshold, durationMs: seconds * 1_000, ...more };
}

/** Duration and window in minutes. */
export function policyOf(
  threshold: number,
  {
    duration = 30,
    window = 30,
    ...more
  }: { duration?: number; window?: number } & Partial<DirectoryPolicy> = {},
): DirectoryPolicy {
  const lockout = { threshold, duration: duration * MINUTE, observationWindow: window * MINUTE };
  return { name: 'corp.contoso.com', lockout, historyLength: 24, sparesOldPasswords: true, ...more };
}
