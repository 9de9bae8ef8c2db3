import { z } from 'zod';
import { inlineControl, method, nothing, type Control } from '../../control/control.ts';
import type { Link } from '../../links/link.ts';
import type { Links } from '../../links/links.ts';
import { LinkUnknownError } from '../errors.ts';

/** A calling host, and the component or service it calls: `DC1`, `DC1/ldaps`; without `to`, all that it calls. */
const which = z.object({ from: z.string(), to: z.string().optional() }).strict();
const touched = z.object({ links: z.number() });
const link = z.object({
  from: z.string(),
  to: z.string(),
  state: z.enum(['open', 'cut', 'held']),
  /** Where the calling host finds the service; known to nobody else. */
  address: z.object({ host: z.string(), port: z.number() }),
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
  restore: method(which, touched),
  status: method(nothing, z.object({ links: z.number(), cut: z.number(), held: z.number() })),
};

export type NetworkControl = Control<typeof networkContract>;

export function networkControl(links: Links): NetworkControl {
  const each = (wanted: z.output<typeof which>, change: (link: Link) => void): { links: number } => {
    const found = links.find(wanted.from, wanted.to);
    if (found.length === 0) throw new LinkUnknownError(wanted.from, wanted.to, links.all());
    found.forEach(change);
    return { links: found.length };
  };
  return inlineControl('network', networkContract, {
    links: ({ from }) => ({ links: (from === undefined ? links.all() : links.find(from)).map(report) }),
    cut: (wanted) => each(wanted, (one) => one.cut()),
    hold: (wanted) => each(wanted, (one) => one.hold()),
    restore: (wanted) => each(wanted, (one) => one.restore()),
    status: () => ({
      links: links.all().length,
      cut: links.all().filter(({ state }) => state === 'cut').length,
      held: links.all().filter(({ state }) => state === 'held').length,
    }),
  });
}

function report(one: Link): z.input<typeof link> {
  return {
    ...one.identity,
    address: { ...one.address },
    state: one.state,
    connections: one.connections,
    ...one.bytes(),
  };
}
