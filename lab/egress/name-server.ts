import { once } from 'node:events';
import { createSocket, type RemoteInfo } from 'node:dgram';
import type { Callers } from '../frontage/callers.ts';
import type { EgressConfig } from './config.ts';
import { dnsAnswer, dnsFormatError, readDnsQuery } from './dns-message.ts';
import type { ProxyPorts } from './proxy.ts';
import { resolve } from './resolve.ts';

export interface NameServerOptions {
  /** Local address and UDP port (0 for any that is free). */
  readonly bind: string;
  readonly port: number;
  /** The firewall's own IPv4 address, as calling hosts reach it. */
  readonly address: string;
  readonly callers: Callers;
}

export interface StartedNameServer {
  readonly port: number;
  /** Grows with every message. */
  activity(): number;
  stop(): Promise<void>;
}

/** A name server that knows what the firewall lets through: read → who asks → rules → answer. UDP only. */
export async function startNameServer(
  options: NameServerOptions,
  config: Pick<EgressConfig, 'dns'>,
  ports: ProxyPorts,
): Promise<StartedNameServer> {
  const socket = createSocket('udp4');
  let activity = 0;
  socket.bind(options.port, options.bind);
  await once(socket, 'listening');
  socket.on('error', () => undefined);
  socket.on('message', (bytes, { address, port }: RemoteInfo) => {
    activity++;
    const answer = answerTo(bytes, options.callers.nameOf(address), options.address, config, ports);
    if (answer !== undefined) socket.send(answer, port, address, () => activity++);
  });
  return {
    port: socket.address().port,
    activity: () => activity,
    stop: () => new Promise((done) => socket.close(() => done())),
  };
}

function answerTo(
  bytes: Buffer,
  from: string,
  own: string,
  config: Pick<EgressConfig, 'dns'>,
  ports: ProxyPorts,
): Buffer | undefined {
  const query = readDnsQuery(bytes);
  if (query === undefined) return undefined;
  if (query === 'formatError') return dnsFormatError(bytes);
  const { rcode, resolved, reason } = resolve(from, query, config, ports);
  if (reason !== undefined) ports.ledger.refuseLookup(from, query.name, reason);
  return rcode === 'silent' ? undefined : dnsAnswer(query, rcode, resolved ? own : undefined);
}
