import { z } from 'zod';
import { method, nothing, type Control } from '../control/control.ts';
import { isPattern } from './patterns.ts';

const name = z.string().refine(isPattern, 'expected a host name, *.name or *, with or without a port');
const block = z.object({ from: z.string().min(1).optional(), name: name.optional() }).strict();
const blockOfSomething = block.refine(
  ({ from, name: to }) => from !== undefined || to !== undefined,
  'expected `from` (a host), `name` (a destination) or both',
);
const tunnel = z.object({ from: z.string(), host: z.string(), port: z.number().int() });

/** The firewall's control interface. */
export const egressControl = {
  /** Cuts off a host, a destination, or one from the other; open tunnels it covers are reset. */
  block: method(blockOfSomething, nothing),
  /** Takes back what `block` was given; without either key, everything. */
  unblock: method(block, nothing),
  rules: method(
    nothing,
    z.object({ allow: z.array(z.string()), deny: z.array(z.string()), blocked: z.array(block) }),
  ),
  /** The latest refusals, oldest first. */
  refused: method(nothing, z.array(tunnel.extend({ reason: z.string() }))),
  status: method(
    nothing,
    z.object({
      tunnels: z.array(tunnel),
      opened: z.number().int(),
      forwarded: z.number().int(),
      refused: z.number().int(),
    }),
  ),
};

export type EgressControl = Control<typeof egressControl>;
