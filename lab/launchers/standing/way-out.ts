import { existsSync, readFileSync } from 'node:fs';

const ROUTES = '/proc/net/route';

/**
 * The next machine on the way out of this one, which for a container is the engine's own address on the one network
 * that leads out: whoever comes by a published port is seen under it. From Linux's table of IPv4 routes (proc(5));
 * undefined where nothing leads out.
 */
export function wayOut(
  table: string = existsSync(ROUTES) ? readFileSync(ROUTES, 'utf8') : '',
): string | undefined {
  const rows = table.split('\n').slice(1);
  const [, , gateway] = rows.map((row) => row.split('\t')).find(([, to]) => to === '00000000') ?? [];
  // The kernel prints the four bytes as one number of this machine's byte order, little-endian wherever Node runs here.
  return gateway === undefined ? undefined : [...Buffer.from(gateway, 'hex').reverse()].join('.');
}
