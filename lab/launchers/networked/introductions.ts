import type { HostControl } from '../../hosting/host-contract.ts';

/** Who has which addresses, told to every host that listens for many. */
export class Introductions {
  readonly #known = new Map<string, readonly string[]>();
  readonly #listeners = new Set<HostControl>();

  /** Tells all listeners of a host's addresses, besides those it has: an agent's machine is one more of its host. */
  async introduce(from: string, more: readonly string[]): Promise<void> {
    const addresses = [...new Set([...(this.#known.get(from) ?? []), ...more])];
    this.#known.set(from, addresses);
    await Promise.all([...this.#listeners].map((one) => one.introduce({ from, addresses })));
  }

  /** Tells a host that will listen of all who are known, and of all who come later. */
  async listen(control: HostControl): Promise<void> {
    this.#listeners.add(control);
    const told = [...this.#known].map(([from, addresses]) =>
      control.introduce({ from, addresses: [...addresses] }),
    );
    await Promise.all(told);
  }

  leave(control: HostControl): void {
    this.#listeners.delete(control);
  }
}
