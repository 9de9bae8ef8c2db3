import { hash32 } from '../../chance/chance.ts';

/** The code of the lab's own second factor: always the same for a user, and told by the control interface alone. */
export function verificationCodeOf(seed: string, userPrincipalName: string): string {
  const number = hash32(seed, 'verification code', userPrincipalName.toLowerCase()) % 1_000_000;
  return String(number).padStart(6, '0');
}

/** After so many wrong codes the password has to be given again. */
export const WRONG_CODES = 5;
