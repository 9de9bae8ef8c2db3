import type { AttributeSchema } from './attribute-schema.ts';
import { CONFIGURATION_ATTRIBUTES } from './attributes-of-configuration.ts';
import { OBJECT_ATTRIBUTES } from './attributes-of-objects.ts';
import { PEOPLE_ATTRIBUTES } from './attributes-of-people.ts';
import { PRINCIPAL_ATTRIBUTES } from './attributes-of-principals.ts';
import { SERVICE_ATTRIBUTES } from './attributes-of-services.ts';
import type { ClassSchema } from './class-schema.ts';
import { CLASSES } from './classes.ts';

/** Attributes that objects of some classes must and may have, in lower case. */
export interface Allowed {
  readonly must: ReadonlySet<string>;
  readonly may: ReadonlySet<string>;
}

const byKey = <T extends { readonly name: string; readonly oid: string }>(
  all: readonly T[],
): ReadonlyMap<string, T> =>
  new Map(all.flatMap((one) => [[one.name.toLowerCase(), one] as const, [one.oid, one] as const]));

/** The forest's schema: which attributes and classes there are. It does not change while a lab runs. */
export class Schema {
  readonly attributes: readonly AttributeSchema[];
  readonly classes: readonly ClassSchema[];
  readonly #attributes: ReadonlyMap<string, AttributeSchema>;
  readonly #classes: ReadonlyMap<string, ClassSchema>;
  readonly #byLink: ReadonlyMap<number, AttributeSchema>;
  readonly #allowed = new Map<string, Allowed>();

  constructor(attributes: readonly AttributeSchema[], classes: readonly ClassSchema[]) {
    this.attributes = attributes;
    this.classes = classes;
    this.#attributes = byKey(attributes);
    this.#classes = byKey(classes);
    this.#byLink = new Map(
      attributes.flatMap((one) => (one.linkId === undefined ? [] : [[one.linkId, one] as const])),
    );
  }

  /** @param name lDAPDisplayName in any case, or an OID */
  attribute(name: string): AttributeSchema | undefined {
    return this.#attributes.get(name) ?? this.#attributes.get(name.toLowerCase());
  }

  class(name: string): ClassSchema | undefined {
    return this.#classes.get(name.toLowerCase());
  }

  /** The other end of a link: `memberOf` of `member`, and the reverse. */
  linkPartner({ linkId }: AttributeSchema): AttributeSchema | undefined {
    return linkId === undefined ? undefined : this.#byLink.get(linkId ^ 1);
  }

  /** Names of forward links in lower case: the ones that are stored. */
  get forwardLinks(): readonly string[] {
    return [...this.#byLink.values()].filter(isForwardLink).map(({ key }) => key);
  }

  /** `top`, … and the class itself. */
  chain(name: string): string[] {
    const found = this.class(name);
    if (found === undefined) return [];
    return found.name === 'top' ? ['top'] : [...this.chain(found.superior), found.name];
  }

  /** The most special of some classes that is no auxiliary one; undefined when none is known. */
  structuralOf(classes: readonly string[]): ClassSchema | undefined {
    const known = classes
      .flatMap((name) => this.class(name) ?? [])
      .filter(({ kind }) => kind !== 'auxiliary');
    return known.toSorted((one, other) => this.chain(other.name).length - this.chain(one.name).length)[0];
  }

  allowed(classes: readonly string[]): Allowed {
    const id = classes.join(' ').toLowerCase();
    const known = this.#allowed.get(id);
    if (known !== undefined) return known;
    const all = new Set(classes.flatMap((name) => this.#contributing(name)));
    const names = (pick: (one: ClassSchema) => readonly string[]): Set<string> =>
      new Set([...all].flatMap((one) => pick(one).map((name) => name.toLowerCase())));
    const allowed = { must: names(({ must }) => must), may: names(({ may }) => may) };
    this.#allowed.set(id, allowed);
    return allowed;
  }

  /** Whether objects of one class may stand directly below an object of the other classes. */
  mayHold(parentClasses: readonly string[], child: ClassSchema): boolean {
    const holders = new Set(this.chain(child.name).flatMap((name) => this.class(name)?.parents ?? []));
    return parentClasses.some((name) => holders.has(name));
  }

  #contributing(name: string): ClassSchema[] {
    const own = this.class(name);
    if (own === undefined) return [];
    const above = own.name === 'top' ? [] : this.#contributing(own.superior);
    return [own, ...above, ...own.auxiliary.flatMap((each) => this.#contributing(each))];
  }
}

export function isForwardLink({ linkId }: AttributeSchema): boolean {
  return linkId !== undefined && linkId % 2 === 0;
}

export function isBackLink({ linkId }: AttributeSchema): boolean {
  return linkId !== undefined && linkId % 2 === 1;
}

/** The schema of every forest of the lab. */
export const SCHEMA = new Schema(
  [
    ...OBJECT_ATTRIBUTES,
    ...PRINCIPAL_ATTRIBUTES,
    ...PEOPLE_ATTRIBUTES,
    ...SERVICE_ATTRIBUTES,
    ...CONFIGURATION_ATTRIBUTES,
  ],
  CLASSES,
);
