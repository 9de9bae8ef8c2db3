import type { Reason } from './ledger.ts';
import type { Destination } from './rules.ts';

/** Status line by reason. */
export const STATUS: Readonly<Record<Reason, string>> = {
  badTarget: '400 Bad Request',
  portNotServed: '403 Forbidden',
  blocked: '403 Forbidden',
  denied: '403 Forbidden',
  notAllowed: '403 Forbidden',
  nothingThere: '403 Forbidden',
  unreachable: '502 Bad Gateway',
};

const TEXT: Readonly<Record<Reason, string>> = {
  badTarget: 'the request names no host and port',
  portNotServed: 'tunnels go to port 443 only, plain requests to 80 and 8080',
  blocked: 'a firewall rule cuts it off',
  denied: 'the proxy denies this name',
  notAllowed: 'the name and port are not on the allow list',
  nothingThere: 'nothing in the lab has that name, and nothing leaves the lab',
  unreachable: 'it refuses or resets connections',
};

/** One line for whoever reads the refusal. */
export function refusalText(from: string, { hostname, port }: Destination, reason: Reason): string {
  return `EGRESS does not let ${from} call ${hostname}:${port}: ${TEXT[reason]}.\n`;
}
