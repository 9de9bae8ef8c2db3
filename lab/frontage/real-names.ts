import type { Clock } from '../clock/clock.ts';
import type { Address, Service } from '../links/service.ts';
import { Callers } from './callers.ts';
import { RealNamesError } from './errors.ts';
import { forwarder } from './forwarder.ts';
import { startFrontage, type FrontageListener, type StartedFrontage } from './frontage.ts';

export interface RealNamesOptions {
  /** A loopback address of the lab's own, such as 127.77.0.1. */
  readonly address: string;
  /** Where each `login.microsoftonline.com:443` is answered. */
  readonly names: Readonly<Record<string, Address>>;
  readonly clock: Clock;
}

/** Names that are answered on their real ports. */
export interface StartedRealNames extends AsyncDisposable {
  readonly address: string;
  /** Without their ports, each once. */
  readonly names: readonly string[];
}

const LOOPBACK = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/**
 * Answers a lab's names on the ports that clients expect, on one loopback address: behind TLS by the name that is asked for,
 * in clear by the port alone. What arrives is carried to the lab byte by byte. Throws RealNamesError.
 */
export async function startRealNames({ address, names, clock }: RealNamesOptions): Promise<StartedRealNames> {
  if (!LOOPBACK.test(address)) throw new RealNamesError(address, 'it is no loopback address (127.x.y.z)');
  const listeners = listenersOf(names);
  const take = (from: string, service: Service, socket: Parameters<Service['accept']>[0]): void =>
    service.accept(socket, { from, to: service.name });
  const options = { bind: address, listeners, callers: new Callers(), links: { take }, clock };
  const frontage = await startFrontage(options).catch((error: unknown): never => {
    throw new RealNamesError(address, reasonOf(error));
  });
  return started(address, names, frontage);
}

function started(
  address: string,
  names: RealNamesOptions['names'],
  frontage: StartedFrontage,
): StartedRealNames {
  const hosts = new Set(Object.keys(names).map((each) => split(each).host));
  return { address, names: [...hosts], [Symbol.asyncDispose]: () => frontage.stop() };
}

function listenersOf(names: RealNamesOptions['names']): FrontageListener[] {
  const byPort = new Map<number, Record<string, Service>>();
  for (const [name, address] of Object.entries(names)) {
    const { host, port } = split(name);
    const services = byPort.get(port) ?? {};
    services[host] = forwarder(name, () => address);
    byPort.set(port, services);
  }
  return [...byPort].map(([port, byName]) => ({
    port,
    services: port === 443 ? { byName } : { default: Object.values(byName)[0] },
  }));
}

function split(name: string): { readonly host: string; readonly port: number } {
  const colon = name.lastIndexOf(':');
  return { host: name.slice(0, colon), port: Number(name.slice(colon + 1)) };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'ports below 1024 need root, or CAP_NET_BIND_SERVICE on the Node that runs the lab',
    EADDRINUSE: 'another program listens there; choose another address',
    EADDRNOTAVAIL: 'this machine has no such address; on macOS: sudo ifconfig lo0 alias <address>',
  };
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
