import type { DnKey } from '../../ldap/dn.ts';

/** Values of one attribute: text, or bytes where the attribute is binary. */
export type Values = readonly (string | Buffer)[];

/** An object of the directory as a search sees it, at one domain controller and moment. */
export interface Entry {
  readonly dn: string;
  readonly key: DnKey;
  /** Names of the attributes it has, in the schema's spelling; constructed ones are left out. */
  readonly names: readonly string[];
  /** Values by name in any case; empty when it has none. */
  values(attribute: string): Values;
  /** The schema's spelling of a name in any case. */
  spelling(attribute: string): string;
}

/** An entry whose attributes are all known beforehand. */
export class FixedEntry implements Entry {
  readonly dn: string;
  readonly key: DnKey;
  readonly names: readonly string[];
  readonly #values: ReadonlyMap<string, Values>;

  constructor(dn: string, key: DnKey, attributes: Readonly<Record<string, Values>>) {
    this.dn = dn;
    this.key = key;
    this.names = Object.keys(attributes);
    this.#values = new Map(Object.entries(attributes).map(([name, values]) => [name.toLowerCase(), values]));
  }

  values(attribute: string): Values {
    return this.#values.get(attribute.toLowerCase()) ?? [];
  }

  spelling(attribute: string): string {
    return this.names.find((name) => name.toLowerCase() === attribute.toLowerCase()) ?? attribute;
  }
}
