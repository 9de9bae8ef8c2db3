/** Things by full names and by patterns such as `*.msappproxy.net`, which stands for every name under it, at any depth. */
export class NameTable<T> {
  readonly #byName: ReadonlyMap<string, T>;

  constructor(byName: Readonly<Record<string, T>>) {
    this.#byName = new Map(Object.entries(byName).map(([name, value]) => [name.toLowerCase(), value]));
  }

  /** What the name stands for: itself before patterns, longer patterns before shorter ones. */
  find(name: string): T | undefined {
    const whole = name.toLowerCase();
    let found = this.#byName.get(whole);
    for (let dot = whole.indexOf('.'); found === undefined && dot >= 0; dot = whole.indexOf('.', dot + 1)) {
      found = this.#byName.get(`*${whole.slice(dot)}`);
    }
    return found;
  }
}
