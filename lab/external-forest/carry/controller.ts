import { connect, type Socket } from 'node:net';
import type { Clock } from '../../clock/clock.ts';
import { CARRIED } from '../../history/bind-matching.ts';
import type { HistorySink } from '../../history/history.ts';
import type { LinkIdentity, Service } from '../../links/service.ts';
import { splice } from '../../links/splice.ts';
import type { OutsideForest } from '../config.ts';
import { watchExchanges } from './exchange.ts';

export interface CarriedControllerOptions {
  readonly outside: OutsideForest;
  readonly clock: Clock;
  readonly history: HistorySink;
}

/**
 * The outside domain's controller, as the lab's hosts know it: what they say is carried byte by byte, so TLS is between
 * them and the real server. Stopped, it refuses them, while the real one goes on.
 */
export class CarriedController {
  /** `DC1` for dc1.contoso.lab. */
  readonly name: string;
  readonly dnsName: string;
  readonly ldap: Service;
  readonly ldaps: Service;
  readonly gc: Service | undefined;
  readonly gcs: Service | undefined;
  readonly #options: CarriedControllerOptions;
  readonly #sockets = new Set<Socket>();
  #running = true;

  constructor(options: CarriedControllerOptions) {
    const { name, ldap, ldaps, gc, gcs } = options.outside;
    this.#options = options;
    this.name = (name.split('.')[0] ?? name).toUpperCase();
    this.dnsName = name.toLowerCase();
    this.ldap = this.#service('ldap', ldap, false);
    this.ldaps = this.#service('ldaps', ldaps, true);
    this.gc = gc === undefined ? undefined : this.#service('gc', gc, false);
    this.gcs = gcs === undefined ? undefined : this.#service('gcs', gcs, true);
  }

  get running(): boolean {
    return this.#running;
  }

  /** Of the lab's hosts. */
  get connections(): number {
    return this.#sockets.size;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#options.history.append({ component: this.name, kind: 'dc.started' });
  }

  stop(): void {
    if (!this.#running) return;
    this.#running = false;
    this.disconnect();
    this.#options.history.append({ component: this.name, kind: 'dc.stopped' });
  }

  disconnect(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #service(protocol: string, port: number, secure: boolean): Service {
    return {
      name: `${this.name}/${protocol}`,
      accept: (socket, link) => this.#carry(socket, link, port, secure),
    };
  }

  #carry(caller: Socket, { from }: LinkIdentity, port: number, secure: boolean): void {
    if (!this.#running) {
      caller.resetAndDestroy();
      return;
    }
    this.#sockets.add(caller);
    caller.once('close', () => this.#sockets.delete(caller));
    const { outside, clock, history } = this.#options;
    const server = connect({ host: outside.host, port, noDelay: true, allowHalfOpen: true });
    const answered = (): void => history.append({ component: this.name, kind: CARRIED, data: { from } });
    watchExchanges({ caller, server, clock, secure, answered });
    splice(caller, server);
  }
}
