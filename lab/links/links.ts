import type { NearParticipant, Probe } from '../clock/clock.ts';
import type { HistorySink } from '../history/history.ts';
import { Link, type LinkListener, type LinkState } from './link.ts';
import type { LinkIdentity, Service } from './service.ts';

export interface LinksOptions {
  /** Where `link.cut`, `link.held` and `link.restored` are written. */
  readonly history?: Pick<HistorySink, 'append'> | undefined;
}

const KINDS: Readonly<Record<LinkState, string>> = {
  open: 'link.restored',
  cut: 'link.cut',
  held: 'link.held',
};

/** Every link of one lab, by who calls whom. */
export class Links implements NearParticipant, AsyncDisposable {
  readonly name = 'links';
  readonly #byName = new Map<string, Link>();
  readonly #byPort = new Map<number, Link>();
  readonly #changed: LinkListener;
  #closedActivity = 0;

  constructor({ history }: LinksOptions = {}) {
    this.#changed = ({ from, to }, state) =>
      history?.append({ component: 'network', kind: KINDS[state], data: { from, to } });
  }

  /** The link from a host to a service; opened on first request. */
  async open(from: string, service: Service): Promise<Link> {
    const name = `${from}>${service.name}`;
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const link = await Link.open(from, { service, changed: this.#changed });
    const sooner = this.#byName.get(name);
    if (sooner !== undefined) {
      await link.close();
      return sooner;
    }
    this.#byName.set(name, link);
    this.#byPort.set(link.address.port, link);
    return link;
  }

  /** Links by calling host and, optionally, by the service's name or its component's. */
  find(from: string, to?: string): Link[] {
    return [...this.#byName.values()].filter(
      ({ identity }) =>
        identity.from === from &&
        (to === undefined || identity.to === to || identity.to.startsWith(`${to}/`)),
    );
  }

  /** Who calls on a connection that was accepted at this local port. */
  callerAt(localPort: number | undefined): LinkIdentity | undefined {
    return localPort === undefined ? undefined : this.#byPort.get(localPort)?.identity;
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
    this.#byPort.delete(link.address.port);
    await link.close();
    this.#closedActivity += link.activity() + 1;
  }
}
