import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { Agent, type Dispatcher } from 'undici';
import type { Address } from '../links/service.ts';
import { HostUnknownError } from './errors.ts';
import { UNTIMED } from './untimed.ts';

/** What one simulated host knows of names: where a call to `hostname:port` goes, or nothing. */
export type Resolve = (hostname: string, port: number) => Address | undefined;

export interface DispatcherOptions {
  /** The calling host, for errors. */
  readonly host: string;
  readonly resolve: Resolve;
  /** Certificates (PEM) that the calling host trusts. */
  readonly trust: string | readonly string[];
  /** Connections kept per origin; none unless told. */
  readonly connections?: number;
}

/**
 * An undici dispatcher that calls real names (`https://login.microsoftonline.com/…`) inside the lab: names become
 * links of the calling host, certificates are checked under the name, and nothing else can be reached.
 * Its timeouts are off: limits are timers on the lab clock.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return new Agent({
    ...UNTIMED,
    ...(options.connections === undefined ? {} : { connections: options.connections }),
    connect: ({ hostname, port, protocol }, done) => {
      const secure = protocol === 'https:';
      const wanted = Number(port) || (secure ? 443 : 80);
      const address = options.resolve(hostname, wanted);
      if (address === undefined) return done(new HostUnknownError(options.host, hostname, wanted), null);
      dial(secure, hostname, address, options.trust, done);
    },
  });
}

function dial(
  secure: boolean,
  servername: string,
  address: Address,
  trust: string | readonly string[],
  done: (...result: [null, Socket | TLSSocket] | [Error, null]) => void,
): void {
  const ca = typeof trust === 'string' ? trust : [...trust];
  const socket = secure
    ? connectTls({ ...address, servername, ca, ALPNProtocols: ['http/1.1'] })
    : connectTcp({ ...address });
  socket.setNoDelay(true);
  const failed = (error: Error): void => done(error, null);
  socket.once('error', failed);
  socket.once(secure ? 'secureConnect' : 'connect', () => {
    socket.off('error', failed);
    done(null, socket);
  });
}
