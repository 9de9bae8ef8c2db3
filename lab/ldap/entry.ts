/** An entry as a search returns it. Attribute names are looked up in any case. */
export class LdapEntry {
  readonly dn: string;
  readonly #values = new Map<string, readonly Buffer[]>();
  readonly #names: string[] = [];

  constructor(dn: string, attributes: Iterable<readonly [string, readonly Buffer[]]>) {
    this.dn = dn;
    for (const [name, values] of attributes) {
      this.#values.set(name.toLowerCase(), values);
      this.#names.push(name);
    }
  }

  /** Attribute names as the server wrote them. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** First value as UTF-8 text. */
  text(name: string): string | undefined {
    return this.bytes(name)?.toString('utf8');
  }

  /** All values as UTF-8 text. */
  texts(name: string): string[] {
    return (this.#values.get(name.toLowerCase()) ?? []).map((value) => value.toString('utf8'));
  }

  /** First value as it is, for `objectGUID` and the like. */
  bytes(name: string): Buffer | undefined {
    return this.#values.get(name.toLowerCase())?.[0];
  }
}
