import type { Socket } from 'node:net';
import type { Chance } from '../chance/chance.ts';
import type { Clock, NearParticipant, Probe } from '../clock/clock.ts';
import type { HistorySink } from '../history/history.ts';
import { conditionEvent } from './condition-event.ts';
import { Link, type LinkGround, type ListeningLink } from './link.ts';
import { OpenConnections, type Connection } from './open-connections.ts';
import type { LinkIdentity, Service } from './service.ts';

export interface LinksOptions {
  /** Where `link.cut`, `link.held`, `link.slowed` and `link.restored` are written. */
  readonly history?: Pick<HistorySink, 'append'> | undefined;
  /** With `chance`: what slowed links carry by. */
  readonly clock?: Clock | undefined;
  readonly chance?: Chance | undefined;
  /** Local address that links listen on; 127.0.0.1 unless given. */
  readonly host?: string | undefined;
}

/** Every link to the services of this process, by who calls whom. */
export class Links implements NearParticipant, AsyncDisposable {
  readonly name = 'links';
  readonly #byName = new Map<string, Link>();
  readonly #connections = new OpenConnections();
  readonly #ground: LinkGround;
  readonly #host: string;
  #closedActivity = 0;

  constructor({ history, clock, chance, host = '127.0.0.1' }: LinksOptions = {}) {
    this.#host = host;
    this.#ground = {
      changed: (identity, condition) => history?.append(conditionEvent(identity, condition)),
      arrived: (socket, identity) => this.#connections.add(socket, identity),
      slow: clock === undefined || chance === undefined ? undefined : { clock, chance },
    };
  }

  /** The link from a host to a service, with a listener that this host alone is told of. */
  open(from: string, service: Service): Promise<ListeningLink> {
    return this.meet(from, service).listen(this.#host);
  }

  /** The same link, for callers whose connections are accepted elsewhere; it has no listener unless one was opened. */
  meet(from: string, service: Service): Link {
    const name = `${from}>${service.name}`;
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const link = new Link(from, service, this.#ground);
    this.#byName.set(name, link);
    return link;
  }

  /** Hands a connection that was accepted elsewhere to its caller's link, in whatever condition that is. */
  take(from: string, service: Service, socket: Socket): void {
    this.meet(from, service).take(socket);
  }

  /** Links by calling host (all when left out) and, optionally, by the service's name or its component's. */
  find(from?: string, to?: string): Link[] {
    return [...this.#byName.values()].filter(
      ({ identity }) =>
        (from === undefined || identity.from === from) &&
        (to === undefined || identity.to === to || identity.to.startsWith(`${to}/`)),
    );
  }

  /** Who calls on a connection of a service of this process; TLS sockets do as well as raw ones. */
  callerOf(connection: Connection): LinkIdentity | undefined {
    return this.#connections.of(connection);
  }

  all(): Link[] {
    return [...this.#byName.values()];
  }

  /** Closes every link from a host that has left the lab. */
  async closeFrom(from: string): Promise<void> {
    await Promise.all(this.find(from).map((link) => this.#close(link)));
  }

  probe(): Probe {
    let activity = this.#closedActivity;
    for (const link of this.#byName.values()) activity += link.activity();
    return { activity, busy: [] };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.all().map((link) => this.#close(link)));
  }

  async #close(link: Link): Promise<void> {
    this.#byName.delete(`${link.identity.from}>${link.identity.to}`);
    await link.close();
    this.#closedActivity += link.activity() + 1;
  }
}
