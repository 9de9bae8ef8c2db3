import type { CertificateRollover } from '../certificates/rollover.ts';
import { NodeUnknownError, PrimaryDownError } from '../errors.ts';
import type { Farm } from '../farm.ts';
import type { RaisedProxy } from '../proxy/raise-proxy.ts';
import type { RaisedNode } from './raise-nodes.ts';

export interface SwitchedParts {
  readonly farm: Farm;
  readonly nodes: readonly RaisedNode[];
  readonly proxy: RaisedProxy;
  readonly rollover: CertificateRollover;
}

/** Stop and start, of the farm, a node or the proxy. */
export class FarmSwitches {
  readonly #parts: SwitchedParts;
  /** Whether the proxy is to serve, which it does while a node does. */
  #proxyWanted = true;

  constructor(parts: SwitchedParts) {
    this.#parts = parts;
  }

  get running(): boolean {
    return this.#parts.nodes.some(({ node }) => node.running);
  }

  get proxyRunning(): boolean {
    return this.#proxyWanted;
  }

  /** Throws PrimaryDownError. */
  checkPrimary(): void {
    const [primary] = this.#parts.nodes;
    if (primary !== undefined && !primary.node.running) throw new PrimaryDownError(primary.node.name);
  }

  shutDown(): void {
    if (this.running) this.#note('farm.shutDown');
    for (const one of this.#parts.nodes) this.#stop(one);
    this.#settleProxy();
  }

  async start(): Promise<void> {
    const all = this.#parts.nodes.filter(({ node }) => !node.running);
    if (!this.running) this.#note('farm.started');
    for (const one of all) await this.#start(one);
    this.#settleProxy();
  }

  /** Throws NodeUnknownError. */
  stopNode(name: string): void {
    this.#stop(this.#named(name));
    this.#settleProxy();
  }

  /** Throws NodeUnknownError. */
  async startNode(name: string): Promise<void> {
    await this.#start(this.#named(name));
    this.#settleProxy();
  }

  switchProxy(on: boolean): void {
    if (this.#proxyWanted !== on) this.#note(on ? 'proxy.started' : 'proxy.stopped');
    this.#proxyWanted = on;
    this.#settleProxy();
  }

  dispose(): void {
    this.#parts.rollover.stop();
    for (const { https, http, replica } of this.#parts.nodes) {
      replica?.stop();
      https.stop();
      http.stop();
    }
    this.#parts.proxy.https.stop();
    this.#parts.proxy.http.stop();
  }

  #named(name: string): RaisedNode {
    const { nodes } = this.#parts;
    const found = nodes.find(({ node }) => node.name.toLowerCase() === name.toLowerCase());
    if (found === undefined)
      throw new NodeUnknownError(
        name,
        nodes.map(({ node }) => node.name),
      );
    return found;
  }

  #stop({ node, https, http }: RaisedNode): void {
    node.stop();
    https.stop();
    http.stop();
  }

  async #start({ node, https, http, replica }: RaisedNode): Promise<void> {
    node.start();
    https.start();
    http.start();
    replica?.fetch();
    node.takeOver();
    if (node.isPrimary) await this.#parts.rollover.look();
  }

  #settleProxy(): void {
    const { https, http } = this.#parts.proxy;
    const serves = this.#proxyWanted && this.running;
    for (const one of [https, http]) {
      if (serves) one.start();
      else one.stop();
    }
  }

  #note(kind: string): void {
    const { history, config } = this.#parts.farm.parts;
    history.append({ component: config.host, kind, data: { name: config.name } });
  }
}
