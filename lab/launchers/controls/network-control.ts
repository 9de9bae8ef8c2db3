import { z } from 'zod';
import { inlineControl, method, nothing, type Control } from '../../control/control.ts';
import type { LinkBook } from '../../links/link-book.ts';
import { LinkUnknownError } from '../errors.ts';

/** A calling host, and the component or service it calls: `DC1`, `DC1/ldaps`; without `to`, all that it calls. */
const which = z.object({ from: z.string(), to: z.string().optional() }).strict();
const touched = z.object({ links: z.number() });

const LONGEST_MS = 600_000;
const milliseconds = z.number().min(0).max(LONGEST_MS);
const slowness = z.object({
  /** One way, in milliseconds of lab time. */
  latencyMs: milliseconds,
  /** At most so many milliseconds more for each piece. */
  jitterMs: milliseconds.optional(),
  /** Percentage of segments lost; each comes again after a retransmission timeout. */
  lossPercent: z.number().min(0).max(100).optional(),
});

const link = z.object({
  from: z.string(),
  to: z.string(),
  state: z.enum(['open', 'cut', 'held']),
  /** Absent while it carries at full speed. */
  slowed: slowness.optional(),
  /** Where the calling host finds the service, known to nobody else; absent when its connections come otherwise. */
  address: z.object({ host: z.string(), port: z.number() }).optional(),
  connections: z.number(),
  /** Bytes as the service sees them. */
  received: z.number(),
  sent: z.number(),
});

/** The wires between hosts: each link is one host's own way to one service, and fails for that host alone. */
export const networkContract = {
  links: method(z.object({ from: z.string().optional() }).strict(), z.object({ links: z.array(link) })),
  /** Drops the connections and resets new ones. */
  cut: method(which, touched),
  /** Drops the connections; new ones are accepted and never answered. */
  hold: method(which, touched),
  /** Delays and loses what is carried, both ways, in lab time; drops the connections of links that were fast. */
  slow: method(which.extend(slowness.shape).strict(), touched),
  /** Carries again, and at full speed. */
  restore: method(which, touched),
  status: method(
    nothing,
    z.object({ links: z.number(), cut: z.number(), held: z.number(), slowed: z.number() }),
  ),
};

export type NetworkControl = Control<typeof networkContract>;

export function networkControl(book: LinkBook): NetworkControl {
  const found = async (
    { from, to }: z.output<typeof which>,
    touching: Promise<number>,
  ): Promise<{ links: number }> => {
    const links = await touching;
    if (links === 0) throw new LinkUnknownError(from, to, await book.find());
    return { links };
  };
  return inlineControl('network', networkContract, {
    links: async ({ from }) => ({ links: await book.find(from) }),
    cut: (which) => found(which, book.cut(which.from, which.to)),
    hold: (which) => found(which, book.hold(which.from, which.to)),
    slow: ({ from, to, ...slowness }) => found({ from, to }, book.slow(from, to, slowness)),
    restore: (which) => found(which, book.restore(which.from, which.to)),
    status: async () => {
      const links = await book.find();
      return {
        links: links.length,
        cut: links.filter(({ state }) => state === 'cut').length,
        held: links.filter(({ state }) => state === 'held').length,
        slowed: links.filter(({ slowed }) => slowed !== undefined).length,
      };
    },
  });
}
