import type { ControlImplementation } from '../control/control.ts';
import { localLinkBook } from '../links/local-link-book.ts';
import type { HostGround } from './ground.ts';
import type { hostContract } from './host-contract.ts';
import type { Hosted } from './hosted.ts';
import { agentBeside } from './agent-beside.ts';
import { doors } from './doors.ts';
import { HostBusyError, ServiceUnknownError } from './errors.ts';

/** What runs on one host, and the links to it. */
export class HostedComponents implements AsyncDisposable {
  readonly ground: HostGround;
  readonly #hosted: Hosted[] = [];
  readonly #doors: AsyncDisposable[] = [];
  readonly #starting = new Set<Promise<unknown>>();
  #over = false;

  constructor(ground: HostGround) {
    this.ground = ground;
  }

  /** Says what is closed before the components are stopped. */
  closes(door: AsyncDisposable): void {
    if (this.#over) return this.#tooLate(door);
    this.#doors.push(door);
  }

  /** Throws HostBusyError when the lab was over before it had started; it is stopped again. */
  add(hosted: Hosted): void {
    if (this.#over) return this.#tooLate(hosted);
    this.#hosted.push(hosted);
  }

  /** Lets `stop` wait for a start. */
  starts<T>(start: Promise<T>): Promise<T> {
    this.#starting.add(start);
    const forget = (): void => void this.#starting.delete(start);
    start.then(forget, forget);
    return start;
  }

  /** Stops what runs here, and what still starts once it has. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#starting);
    await this[Symbol.asyncDispose]();
  }

  /** Throws ServiceUnknownError. */
  service(name: string): Hosted['services'][number] {
    const services = this.#hosted.flatMap((one) => one.services);
    const found = services.find((one) => one.name === name);
    if (found === undefined)
      throw new ServiceUnknownError(
        name,
        services.map((one) => one.name),
      );
    return found;
  }

  /** The one component with a control interface. Throws HostBusyError when there is none yet. */
  get control(): Hosted['control'] {
    const [first] = this.#hosted;
    if (first === undefined) throw new HostBusyError('nothing runs on this host yet');
    return first.control;
  }

  /** Opens the one firewall that runs here. Throws HostBusyError when there is none. */
  get openFirewall(): NonNullable<Hosted['openFirewall']> {
    const open = this.#hosted.find((one) => one.openFirewall !== undefined)?.openFirewall;
    if (open === undefined) throw new HostBusyError('no firewall runs on this host');
    return open;
  }

  #tooLate(started: AsyncDisposable): never {
    started[Symbol.asyncDispose]().then(undefined, () => undefined);
    throw new HostBusyError('the lab was over before this had started');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over = true;
    for (const door of this.#doors.splice(0)) await door[Symbol.asyncDispose]();
    for (const one of this.#hosted.splice(0).reverse()) await one[Symbol.asyncDispose]();
  }
}

/** A host's control interface over what runs there. Roles are loaded when they are first asked for. */
export function hostImplementation(here: HostedComponents): ControlImplementation<typeof hostContract> {
  const { ground } = here;
  const { links } = ground;
  const book = localLinkBook(links);
  /** Reading modules from disk moves no byte on any link. */
  const load = <M>(module: Promise<M>): Promise<M> => ground.clockFor('host').busy('loading', module);
  const take = <F>([hosted, facts]: [Hosted, F]): F => {
    here.add(hosted);
    return facts;
  };
  return {
    startForest: async (order) =>
      take(await here.starts((await load(import('./roles/forest.ts'))).hostForest(ground, order))),
    startCloud: async (order) =>
      take(await (await load(import('./roles/cloud.ts'))).hostCloud(ground, order)),
    startFederation: async (order) =>
      take(await (await load(import('./roles/federation.ts'))).hostFederation(ground, order)),
    startExchange: async (order) =>
      take(await (await load(import('./roles/exchange.ts'))).hostExchange(ground, order)),
    startEgress: async (order) =>
      take(await (await load(import('./roles/egress.ts'))).hostEgress(ground, order)),
    startConnect: async (order) =>
      here.add(await (await load(import('./roles/connect.ts'))).hostConnect(ground, order)),
    open: async ({ from, service }) => ({ ...(await links.open(from, here.service(service))).address }),
    meet: ({ from, service }) => void links.meet(from, here.service(service)),
    stop: () => here.stop(),
    closeFrom: ({ from }) => links.closeFrom(from),
    call: ({ method, input }) => here.control(method, input),
    links: async () => ({ links: await book.find() }),
    cut: async ({ from, to }) => ({ links: await book.cut(from, to) }),
    hold: async ({ from, to }) => ({ links: await book.hold(from, to) }),
    restore: async ({ from, to }) => ({ links: await book.restore(from, to) }),
    slow: async ({ from, to, ...slowness }) => ({ links: await book.slow(from, to, slowness) }),
    ...doors(here),
    ...agentBeside(here),
  };
}
