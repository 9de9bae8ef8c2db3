import type { Settings } from '../settings.ts';

/** Where sign-in and sign-out come back to. */
export const RETURN_PATH = '/signin';

/** Registered exactly so for the admin center's application. */
export function redirectUri(): string {
  return `${location.origin}${RETURN_PATH}`;
}

/** Identity, another token later, and what the application may do in Graph. */
export function scopeFor({ graph }: Settings): string {
  return `openid profile offline_access ${graph}/.default`;
}
