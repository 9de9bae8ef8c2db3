const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** Which host has which addresses: by them a listener that many hosts share knows who calls. */
export class Callers {
  readonly #names = new Map<string, string>();

  /** A host has these addresses from now on, and no others. */
  introduce(name: string, addresses: readonly string[]): void {
    this.forget(name);
    for (const address of addresses) this.#names.set(plain(address), name);
  }

  forget(name: string): void {
    for (const [address, known] of this.#names) if (known === name) this.#names.delete(address);
  }

  /** The host's name; the address itself when nobody was introduced with it. */
  nameOf(address: string | undefined): string {
    const known = plain(address ?? 'unknown');
    return this.#names.get(known) ?? known;
  }
}

/** An IPv4 address as such, also when a socket for both families shows it mapped (RFC 4291 section 2.5.5.2). */
function plain(address: string): string {
  return address.replace(MAPPED, '').toLowerCase();
}
