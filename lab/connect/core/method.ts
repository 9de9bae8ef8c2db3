import { z } from 'zod';

/** The choices of the wizard's `User sign-in` page that the lab knows. */
export const signInMethod = z.enum(['passThrough', 'passwordHashSync', 'federation', 'none']);

export type SignInMethod = z.output<typeof signInMethod>;
