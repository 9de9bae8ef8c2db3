import { BlockList, isIP } from 'node:net';

/** Where load would go. */
export interface TargetAddress {
  readonly host: string;
  readonly port: number;
}

/** Load was asked for against somebody else's machine. */
export class ForeignTargetError extends Error {
  readonly code = 'PTALAB_FOREIGN_TARGET';
  constructor(what: string, host: string) {
    super(
      `${what} is ${JSON.stringify(host)}, which is neither this machine's loopback nor a network of the lab. ` +
        'ptalab loads its own labs alone: leave the target out, or name 127.0.0.1 or localhost',
    );
    this.name = 'ForeignTargetError';
  }
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Addresses by number or `localhost`: whatever has to be looked up could be anywhere. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (bare === 'localhost') return true;
  const family = isIP(bare);
  return family !== 0 && LOOPBACK.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}

/** Throws ForeignTargetError unless the address is loopback or one that the lab itself has told. */
export function refuseForeign(what: string, host: string, labHosts: ReadonlySet<string> = new Set()): void {
  if (!isLoopback(host) && !labHosts.has(host)) throw new ForeignTargetError(what, host);
}

/** Reads `https://127.0.0.1:8443`. Throws ForeignTargetError, TypeError for what is no such URL. */
export function readTarget(text: string): TargetAddress {
  const url = URL.parse(text);
  if (
    url === null ||
    url.protocol !== 'https:' ||
    url.pathname !== '/' ||
    url.username !== '' ||
    url.search !== ''
  )
    throw new TypeError(`expected a URL such as https://127.0.0.1:8443, not ${JSON.stringify(text)}`);
  refuseForeign('the target', url.hostname);
  const host = url.hostname === 'localhost' ? '127.0.0.1' : url.hostname;
  if (isIP(host) !== 4) throw new TypeError(`scripts take IPv4 addresses alone: name 127.0.0.1, not ${host}`);
  return { host, port: url.port === '' ? 443 : Number(url.port) };
}
