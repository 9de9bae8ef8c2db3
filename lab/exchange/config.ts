import { z } from 'zod';
import { duration } from '../config/duration.ts';

/** The Exchange Online front end's part of a lab file. */
export const exchangeConfig = z
  .object({
    /** Front-end nodes, each with a route cache of its own; a device always reaches the same one. */
    nodes: z.number().int().min(1).max(64).default(1),
    /** How long accepted credentials are taken again without asking anybody; `0s` never. */
    credentialCache: duration('24h'),
    /** How long a node remembers where a domain's passwords are checked; `0s` never. */
    routeCache: duration('12h'),
    /** How long the cloud or a federation server may take. */
    limit: duration('60s'),
  })
  .strict();

export type ExchangeConfig = z.output<typeof exchangeConfig>;
