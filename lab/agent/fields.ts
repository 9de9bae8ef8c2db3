import { ContractShapeError } from './errors.ts';

const LIST_LIMIT = 1_000;

/** Reads JSON by the contract's shapes, and says which key is wrong. A schema library would double start-up time. */
export class Fields {
  readonly #what: string;
  readonly #path: string;
  readonly #values: object;

  private constructor(what: string, path: string, values: object) {
    this.#what = what;
    this.#path = path;
    this.#values = values;
  }

  /** `what` names the document in errors. Throws ContractShapeError, as everything here. */
  static parse(what: string, json: string): Fields {
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      throw new ContractShapeError(what, 'it', 'JSON');
    }
    return Fields.#of(what, '', value);
  }

  static #of(what: string, path: string, value: unknown): Fields {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return new Fields(what, path, value);
    throw new ContractShapeError(what, path === '' ? 'it' : path, 'an object');
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#values, key);
  }

  text(key: string): string {
    const value = this.#value(key);
    if (typeof value === 'string' && value !== '') return value;
    throw this.wrong(key, 'text that is not empty');
  }

  optionalText(key: string): string | undefined {
    return this.has(key) ? this.text(key) : undefined;
  }

  /** An integer of at least `least`. */
  integer(key: string, least = 0): number {
    const value = this.#value(key);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
    throw this.wrong(key, `a whole number of at least ${least}`);
  }

  url(key: string): URL {
    const url = URL.parse(this.text(key));
    if (url === null) throw this.wrong(key, 'a URL');
    return url;
  }

  fields(key: string): Fields {
    return Fields.#of(this.#what, this.#key(key), this.#value(key));
  }

  /** A list of objects that is not empty. */
  list(key: string): Fields[] {
    return this.#array(key).map((value, index) =>
      Fields.#of(this.#what, `${this.#key(key)}[${index}]`, value),
    );
  }

  texts(key: string): string[] {
    const values = this.#array(key).filter((value) => typeof value === 'string');
    if (values.length !== this.#array(key).length) throw this.wrong(key, 'a list of texts');
    return values;
  }

  /** Refuses a document of another version of the contract. */
  version(): void {
    if (this.#value('contractVersion') !== '1') throw this.wrong('contractVersion', '"1"');
  }

  wrong(key: string, wanted: string): ContractShapeError {
    return new ContractShapeError(this.#what, this.#key(key), wanted);
  }

  #array(key: string): unknown[] {
    const value = this.#value(key);
    if (Array.isArray(value) && value.length > 0 && value.length <= LIST_LIMIT) return value;
    throw this.wrong(key, `a list of 1 to ${LIST_LIMIT} items`);
  }

  #value(key: string): unknown {
    return Object.getOwnPropertyDescriptor(this.#values, key)?.value;
  }

  #key(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }
}
