import type { Element } from './ber.ts';
import { LdapProtocolError } from './errors.ts';

/** Universal tags that LDAP uses. */
export const Tag = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  enumerated: 0x0a,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Takes the elements of a sequence in order, and refuses any that is not what the message's definition says. */
export class Fields {
  readonly #elements: readonly Element[];
  #next = 0;

  constructor(elements: readonly Element[]) {
    this.#elements = elements;
  }

  /** The next element, of whatever tag. */
  any(what: string): Element {
    const element = this.#elements[this.#next++];
    if (element === undefined) throw new LdapProtocolError(`${what} is missing`);
    return element;
  }

  take(tag: number, what: string): Element {
    const element = this.any(what);
    if (element.tag !== tag) throw new LdapProtocolError(`${what} has tag 0x${element.tag.toString(16)}`);
    return element;
  }

  optional(tag: number): Element | undefined {
    const element = this.#elements[this.#next];
    if (element?.tag !== tag) return undefined;
    this.#next++;
    return element;
  }

  bytes(what: string, tag: number = Tag.octetString): Buffer {
    return this.take(tag, what).content;
  }

  text(what: string, tag: number = Tag.octetString): string {
    return this.bytes(what, tag).toString('utf8');
  }

  integer(what: string, tag: number = Tag.integer): number {
    return integerOf(this.take(tag, what), what);
  }

  boolean(what: string): boolean {
    return booleanOf(this.take(Tag.boolean, what), what);
  }

  list(what: string, tag: number = Tag.sequence): readonly Element[] {
    return this.take(tag, what).children;
  }

  /** Elements not yet taken. */
  rest(): readonly Element[] {
    const rest = this.#elements.slice(this.#next);
    this.#next = this.#elements.length;
    return rest;
  }

  end(what: string): void {
    if (this.#next < this.#elements.length)
      throw new LdapProtocolError(`${what} has more fields than it may have`);
  }
}

export function integerOf(element: Element, what: string): number {
  const { content } = element;
  if (content.length < 1 || content.length > 4) throw new LdapProtocolError(`${what} is no 32-bit integer`);
  return content.readIntBE(0, content.length);
}

export function booleanOf(element: Element, what: string): boolean {
  if (element.content.length !== 1) throw new LdapProtocolError(`${what} is no boolean`);
  return element.content[0] !== 0;
}
