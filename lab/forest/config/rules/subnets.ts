import { isIP, SocketAddress } from 'node:net';
import type { Placed } from '../domains-of.ts';
import type { SingleForestConfig } from '../forest.ts';
import type { ForestMistake, Path } from '../mistake.ts';

/**
 * Subnet objects: a range each, on its own boundary ([MS-ADTS] 6.1.1.2.2.2.1). Ranges may lie in others: the narrowest
 * that an address is in says its site.
 */
export function subnetRules({ config: { sites }, path }: Placed<SingleForestConfig>): ForestMistake[] {
  const written = sites.flatMap((site, n) =>
    site.subnets.map((text, s) => ({ text, path: [...path, 'sites', n, 'subnets', s] })),
  );
  const seen = new Map<string, string>();
  return written.flatMap(({ text, path }) => mistakesOf(text, path, seen));
}

function mistakesOf(text: string, path: Path, seen: Map<string, string>): ForestMistake[] {
  const range = rangeOf(text);
  if (range === undefined) {
    const expected = 'an address range such as 10.1.0.0/16 or fd00:1::/32';
    return [{ path, found: `"${text}"`, expected }];
  }
  const { address, first, bits } = range;
  if (address !== first) {
    const expected = 'the first address of the range before the slash';
    return [
      {
        path,
        found: `"${text}", with bits set behind the first ${bits}`,
        expected,
        remedy: `Write ${first}/${bits}`,
      },
    ];
  }
  const key = `${first}/${bits}`;
  const other = seen.get(key);
  seen.set(key, text);
  if (other === undefined) return [];
  return [{ path, found: `${text}, a second time`, expected: 'each range once, as its object has one site' }];
}

interface Range {
  /** Both as the system writes addresses. */
  readonly address: string;
  readonly first: string;
  readonly bits: number;
}

function rangeOf(text: string): Range | undefined {
  const [, written = '', length = ''] = /^([0-9a-f.:]{2,39})\/(\d{1,3})$/i.exec(text) ?? [];
  const version = isIP(written);
  const bits = Number(length);
  if (version === 0 || bits > (version === 4 ? 32 : 128)) return undefined;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const canonical = (address: string): string => new SocketAddress({ address, family }).address;
  const groups = version === 4 ? written.split('.').map(Number) : expanded(canonical(written));
  const width = version === 4 ? 8 : 16;
  const kept = groups.map((group, n) => masked(group, width, bits - n * width));
  const first = version === 4 ? kept.join('.') : kept.map((group) => group.toString(16)).join(':');
  return { address: canonical(written), first: canonical(first), bits };
}

/** Keeps the highest bits of a group. */
function masked(group: number, width: number, keep: number): number {
  const behind = Math.min(width, Math.max(0, width - keep));
  return (group >> behind) << behind;
}

/** The eight groups of an IPv6 address. */
function expanded(address: string): number[] {
  const [head = '', tail = ''] = withoutDots(address).split('::');
  const [before, after] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const gap = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const all = [...(before ?? []), ...Array.from({ length: gap }, () => '0'), ...(after ?? [])];
  return all.map((group) => Number.parseInt(group, 16));
}

/** `::ffff:10.1.0.0` with its last four bytes as two groups. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
}
