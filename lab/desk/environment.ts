import { z } from 'zod';
import type { Lab } from '../lab.ts';

/** What a program on this machine must know to reach the lab's cloud by its real names. */
export const environment = z.object({
  /** The loopback address that answers the names on their own ports; null when the lab was raised without one. */
  address: z.string().nullable(),
  /** Such as `login.microsoftonline.com`. */
  names: z.array(z.string()),
  /** The authority of all certificates, PEM. */
  trust: z.string(),
});

export type Environment = z.output<typeof environment>;

export function environmentOf(
  { reach, trust }: Pick<Lab, 'reach' | 'trust'>,
  address: string | undefined,
): Environment {
  const names = Object.keys(reach.names).map((name) => name.slice(0, name.lastIndexOf(':')));
  return { address: address ?? null, names: [...new Set(names)].sort(), trust };
}
