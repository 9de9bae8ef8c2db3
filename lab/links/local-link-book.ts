import type { LinkBook, LinkReport } from './link-book.ts';
import type { Link } from './link.ts';
import type { Links } from './links.ts';

/** The book of the links of this process. */
export function localLinkBook(links: Links): LinkBook {
  const each = async (
    from: string,
    to: string | undefined,
    change: (link: Link) => void,
  ): Promise<number> => {
    const found = links.find(from, to);
    found.forEach(change);
    return await Promise.resolve(found.length);
  };
  return {
    find: (from, to) => Promise.resolve(links.find(from, to).map(report)),
    cut: (from, to) => each(from, to, (link) => link.cut()),
    hold: (from, to) => each(from, to, (link) => link.hold()),
    restore: (from, to) => each(from, to, (link) => link.restore()),
    slow: (from, to, slowness) => each(from, to, (link) => link.slow(slowness)),
  };
}

function report(link: Link): LinkReport {
  const { identity, state, slowed, address, connections } = link;
  return {
    ...identity,
    state,
    ...(slowed === undefined ? {} : { slowed }),
    ...(address === undefined ? {} : { address }),
    connections,
    ...link.bytes(),
  };
}
