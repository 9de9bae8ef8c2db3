import type { EgressConfig } from './config.ts';
import { SERVED_PORTS } from './destination.ts';
import { RCODE, TYPE_A, type DnsQuery, type Rcode } from './dns-message.ts';
import { judge } from './judge.ts';
import type { Reason } from './ledger.ts';
import type { ProxyPorts } from './proxy.ts';

/** What the name server says: a code and perhaps an address, or nothing at all. */
export interface Resolution {
  readonly rcode: Rcode | 'silent';
  readonly resolved: boolean;
  /** Why the name has no address here, where that is worth a word: of questions for addresses. */
  readonly reason?: Reason | undefined;
}

/** The reason that stands when ports differ. */
const FIRST: readonly Reason[] = ['blocked', 'denied', 'nothingThere', 'notAllowed'];

/**
 * Names that a host may call at any port have the firewall's own IPv4 address, and no other record; other names do not
 * exist, as far as this server says. No I/O.
 */
export function resolve(
  from: string,
  { name, type, opcode }: DnsQuery,
  { dns }: Pick<EgressConfig, 'dns'>,
  ports: Pick<ProxyPorts, 'rules' | 'routes'>,
): Resolution {
  if (opcode !== 0) return { rcode: RCODE.notImplemented, resolved: false };
  const reason = refusal(from, name, ports);
  if (reason === undefined) return { rcode: RCODE.noError, resolved: type === TYPE_A };
  // Resolvers ask for both kinds of address at once; one of them is enough to tell of.
  const refused = { resolved: false, reason: type === TYPE_A ? reason : undefined };
  if (reason === 'blocked') {
    return { ...refused, rcode: dns.blocked === 'silent' ? 'silent' : RCODE.refused };
  }
  return { ...refused, rcode: dns.unlisted === 'refused' ? RCODE.refused : RCODE.nameError };
}

function refusal(
  from: string,
  hostname: string,
  ports: Pick<ProxyPorts, 'rules' | 'routes'>,
): Reason | undefined {
  const reasons = SERVED_PORTS.map((port) => judge(from, { hostname, port }, SERVED_PORTS, ports).reason);
  return reasons.includes(undefined) ? undefined : FIRST.find((reason) => reasons.includes(reason));
}
