import { z } from 'zod';
import { method, nothing, type Control } from '../control/control.ts';

const cachedRoute = z
  .object({
    node: z.string(),
    domain: z.string(),
    authentication: z.enum(['managed', 'federated']),
    /** Lab time in milliseconds since the Unix epoch. */
    expiresAt: z.number(),
  })
  .strict();

export const exchangeContract = {
  status: method(
    nothing,
    z.object({ nodes: z.array(z.string()), accepted: z.number().int(), answered: z.number().int() }).strict(),
  ),
  /** What the front end remembers now: how many credentials, and each node's routes. */
  caches: method(nothing, z.object({ credentials: z.number().int(), routes: z.array(cachedRoute) }).strict()),
  clearCaches: method(
    z.object({ which: z.enum(['credentials', 'routes', 'all']).default('all') }).strict(),
    nothing,
  ),
};

export type ExchangeControl = Control<typeof exchangeContract>;
