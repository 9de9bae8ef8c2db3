import type { Address } from '../../links/service.ts';
import type { PlacedService } from '../placement.ts';
import type { MachineHost } from './machines.ts';
import type { Introductions } from './introductions.ts';

interface Route {
  readonly service: string;
  readonly from: string;
  readonly address: Address;
}

/** A machine that stands before a service of another: a domain controller's, the Web Application Proxy. */
export class Gateway implements AsyncDisposable {
  readonly #raise: () => Promise<MachineHost>;
  readonly #introductions: Introductions;
  readonly #services: readonly PlacedService[];
  readonly #routes: Route[] = [];
  #host: MachineHost | undefined;

  constructor(
    raise: () => Promise<MachineHost>,
    introductions: Introductions,
    services: readonly PlacedService[],
  ) {
    this.#raise = raise;
    this.#introductions = introductions;
    this.#services = services;
  }

  /** Raises it and opens its ports; once more after its machine was killed and started. */
  async open(): Promise<void> {
    this.lose();
    const host = await this.#raise();
    this.#host = host;
    try {
      await this.#introductions.listen(host.control);
      const listeners = this.#services.map(({ port, service }) => ({ port, service }));
      for (const route of this.#routes) await host.control.route(route);
      await host.control.startGateway({ listeners });
    } catch (error) {
      this.lose();
      await host[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Its machine has gone: nobody is to be introduced to it. */
  lose(): void {
    if (this.#host !== undefined) this.#introductions.leave(this.#host.control);
    this.#host = undefined;
  }

  /** Where a calling host's connections to a service go; who has no route is refused. */
  async route(route: Route): Promise<void> {
    this.#routes.push(route);
    await this.#host?.control.route(route);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#host?.[Symbol.asyncDispose]();
  }
}
