import type { SamlAssertion } from './assertion.ts';

/** What AD FS addresses its assertions to (documented: the relying party's identifier). */
export const CLOUD_AUDIENCE = 'urn:federation:MicrosoftOnline';

/** How far the provider's clock may differ from the cloud's. */
export const ALLOWED_SKEW_MS = 5 * 60_000;

export type AssertionFault = 'wrongAudience' | 'wrongRecipient' | 'notYetValid' | 'expired';

/** The first rule that an authentic assertion breaks, on the lab clock. */
export function faultOf(
  assertion: SamlAssertion,
  now: number,
  isOurs: (address: string) => boolean,
): AssertionFault | undefined {
  if (!assertion.audiences.includes(CLOUD_AUDIENCE)) return 'wrongAudience';
  if (!assertion.recipients.every(isOurs)) return 'wrongRecipient';
  if (now < assertion.notBefore - ALLOWED_SKEW_MS) return 'notYetValid';
  if (now >= assertion.notOnOrAfter + ALLOWED_SKEW_MS) return 'expired';
  return undefined;
}
