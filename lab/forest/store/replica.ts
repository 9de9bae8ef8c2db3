import { escapeDnValue, type DnKey } from '../../ldap/dn.ts';
import { BackLinks } from './back-links.ts';
import type { Change } from './change.ts';
import { LogonBook } from './logon-counters.ts';
import { MaterialObject } from './material-object.ts';
import { INDEXED, NameIndex, type IndexedName } from './name-index.ts';
import type { DirectoryObject, ObjectId, Value } from './object.ts';
import { isPersonIndex, PersonObject, type PopulationSource } from './population-source.ts';
import { indexedValues, isMoved, isRenamed } from './renaming.ts';

export interface ReplicaOptions {
  /** The domain controller that holds it. */
  readonly dc: string;
  /** DN of the naming context's root: `DC=corp,DC=contoso,DC=com`. */
  readonly base: string;
  readonly baseKey: DnKey;
  /** What the lab made before anybody wrote, the root first and every parent before its children. */
  readonly initial: readonly MaterialObject[];
  /** Forward links whose back links are kept, in lower case. */
  readonly links: readonly string[];
  readonly population?: PopulationSource | undefined;
  /** The first USN that is free. */
  readonly usn: number;
}

/** Told of an object as it is now, after each change. */
export type ChangeListener = (object: DirectoryObject) => void;

const LEVEL = '\u0000';
/** One naming context as one domain controller has it: what it was told of so far, and its own counters. */
export class Replica {
  readonly dc: string;
  readonly base: string;
  readonly baseKey: DnKey;
  readonly logons = new LogonBook();
  readonly #objects = new Map<ObjectId, MaterialObject>();
  /** Places of people who are kept among the objects now. */
  readonly #materialized = new Set<number>();
  readonly #children = new Map<ObjectId, Map<string, ObjectId>>();
  readonly #indexes = new Map<IndexedName, NameIndex>(INDEXED.map((name) => [name, new NameIndex()]));
  readonly #backLinks = new BackLinks();
  readonly #links: readonly string[];
  readonly #population: PopulationSource | undefined;
  readonly #root: ObjectId;
  #names = new Map<ObjectId, { readonly dn: string; readonly key: DnKey }>();
  readonly #listeners = new Set<ChangeListener>();
  #usn: number;
  #namesUsn: number;

  constructor({ dc, base, baseKey, initial, links, population, usn }: ReplicaOptions) {
    this.dc = dc;
    this.base = base;
    this.baseKey = baseKey;
    this.#links = links;
    this.#population = population;
    this.#usn = usn;
    this.#namesUsn = usn;
    this.#root = initial[0]?.id ?? '';
    for (const object of initial) this.#put(undefined, object);
  }

  /** `highestCommittedUSN` of this naming context. */
  get highestUsn(): number {
    return this.#usn;
  }

  /** The USN since which every name has meant the same object, or none. */
  get namesUsn(): number {
    return this.#namesUsn;
  }

  /** The USN of the last change to an object; undefined for an invented person whom nobody has changed. */
  usnOf(id: ObjectId): number | undefined {
    return this.#objects.get(id)?.usnChanged;
  }

  get root(): DirectoryObject {
    const root = this.get(this.#root);
    if (root === undefined) throw new Error(`the replica of ${this.base} at ${this.dc} has no root`);
    return root;
  }

  /** Objects that are there, deleted ones included. */
  get size(): number {
    return this.#objects.size + (this.#population?.size ?? 0) - this.#materialized.size;
  }

  /** Users and computers that can log on. */
  get countOfAccounts(): number {
    let kept = 0;
    for (const object of this.#objects.values()) if (object.values('useraccountcontrol').length > 0) kept++;
    return kept + (this.#population?.size ?? 0) - this.#materialized.size;
  }

  get(id: ObjectId): DirectoryObject | undefined {
    return this.#objects.get(id) ?? this.#untouched(this.#population?.byId(id));
  }

  /** @param key as `dnKey` gives it, of any name within the naming context */
  byKey(key: DnKey): DirectoryObject | undefined {
    if (key === this.baseKey) return this.root;
    if (!key.endsWith(LEVEL + this.baseKey)) return undefined;
    const levels = key.slice(0, -(LEVEL.length + this.baseKey.length)).split(LEVEL);
    let found: DirectoryObject | undefined = this.root;
    for (let level = levels.length - 1; level >= 0 && found !== undefined; level--) {
      found = this.child(found.id, levels[level] ?? '');
    }
    return found;
  }

  /** @param rdnKey type and value in lower case: `cn=ada byron` */
  child(parent: ObjectId, rdnKey: string): DirectoryObject | undefined {
    const id = this.#children.get(parent)?.get(rdnKey);
    if (id !== undefined) return this.#objects.get(id);
    if (!rdnKey.startsWith('cn=')) return undefined;
    return this.#untouched(this.#population?.inContainer(parent, rdnKey.slice(3)));
  }

  hasChildren(id: ObjectId): boolean {
    return (this.#children.get(id)?.size ?? 0) > 0 || !this.#peopleOf(id).next().done;
  }

  /** Children first made first; invented people after the others. */
  *children(id: ObjectId): Generator<DirectoryObject, undefined> {
    for (const child of this.#children.get(id)?.values() ?? []) {
      const object = this.#objects.get(child);
      if (object !== undefined) yield object;
    }
    yield* this.#peopleOf(id);
  }

  /** An object and everything below it. */
  *subtree(id: ObjectId): Generator<DirectoryObject, undefined> {
    const object = this.get(id);
    if (object === undefined) return;
    yield object;
    for (const child of this.#children.get(id)?.values() ?? []) yield* this.subtree(child);
    yield* this.#peopleOf(id);
  }

  /** Whatever has been changed since a USN, deleted ones included, in the order of the changes ([MS-ADTS] 3.1.1.1.9). */
  *changedSince(usn: number): Generator<DirectoryObject, undefined> {
    const kept = [...this.#objects.values()].filter((object) => object.usnChanged > usn);
    kept.sort((one, other) => one.usnChanged - other.usnChanged);
    let next = 0;
    for (const person of this.#population?.beyond(usn) ?? []) {
      for (
        let each = kept[next];
        each !== undefined && each.usnChanged < person.usnChanged;
        each = kept[next]
      ) {
        yield each;
        next++;
      }
      if (!this.#materialized.has(person.n)) yield person;
    }
    yield* kept.slice(next);
  }

  /** Who has that value of an attribute that is indexed; deleted objects, which keep some of theirs, come last. */
  find(name: IndexedName, value: Value): DirectoryObject[] {
    const found: DirectoryObject[] = [];
    for (const id of this.#indexes.get(name)?.find(value) ?? []) {
      const object = this.#objects.get(id);
      if (object !== undefined) found.push(object);
    }
    if (this.#population === undefined || !isPersonIndex(name)) return livingFirst(found);
    const people = this.#population.find(name, value).filter(({ n }) => !this.#materialized.has(n));
    return livingFirst([...found, ...people]);
  }

  /** Whether invented people may have that value, though no index finds them by it. */
  /** The first USN that none of the invented people was made with. */
  get usnAfterPeople(): number {
    return this.#population?.usnEnd ?? 0;
  }

  get isInventive(): boolean {
    return this.#population !== undefined;
  }

  /** All but the invented people whom nobody has changed. */
  kept(): Iterable<DirectoryObject> {
    return this.#objects.values();
  }

  /** Objects whose forward link points at this one. */
  backLinks(forward: string, target: ObjectId): ReadonlySet<ObjectId> {
    return this.#backLinks.of(forward, target);
  }

  dnOf(object: DirectoryObject): string {
    return this.#nameOf(object).dn;
  }

  keyOf(object: DirectoryObject): DnKey {
    return this.#nameOf(object).key;
  }

  /** Takes a change in, its own or one that another domain controller sent; undefined when it knew better. */
  apply(change: Change): DirectoryObject | undefined {
    const before = this.get(change.id);
    const after = MaterialObject.after(before, change, this.#usn + 1);
    if (after === undefined) return undefined;
    this.#usn++;
    if (before === undefined || isRenamed(before, after)) this.#namesUsn = this.#usn;
    this.#put(before, after);
    for (const listener of this.#listeners) listener(after);
    return after;
  }

  /** Tells of every change from now on, until the function it answers is called. */
  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** For an object that is gone for good, with whatever points at it. */
  forget(id: ObjectId): void {
    const object = this.#objects.get(id);
    if (object === undefined) return;
    this.#unindex(object);
    this.#orphan(object);
    for (const forward of this.#links) this.#backLinks.remove(forward, object);
    this.#objects.delete(id);
    this.logons.forget(id);
    this.#namesUsn = ++this.#usn;
  }

  #put(before: DirectoryObject | undefined, after: MaterialObject): void {
    if (before instanceof PersonObject) this.#materialized.add(before.n);
    else if (before !== undefined) this.#unindex(before);
    if (before !== undefined && isMoved(before, after)) {
      this.#names = new Map();
      this.#orphan(before);
    }
    this.#objects.set(after.id, after);
    for (const [name, index] of this.#indexes) index.add(after, indexedValues(after, name));
    const linked = before instanceof MaterialObject ? before : undefined;
    for (const forward of this.#links) this.#backLinks.replace(forward, after, linked?.values(forward));
    if (after.parent === '') return;
    const siblings = this.#children.get(after.parent) ?? new Map<string, ObjectId>();
    // Who stays keeps the place among the others: searches may be on their way through them.
    siblings.set(rdnKeyOf(after), after.id);
    this.#children.set(after.parent, siblings);
  }

  #unindex(object: DirectoryObject): void {
    for (const [name, index] of this.#indexes) index.remove(object, indexedValues(object, name));
  }

  #orphan(object: DirectoryObject): void {
    const siblings = this.#children.get(object.parent);
    if (siblings?.get(rdnKeyOf(object)) === object.id) siblings.delete(rdnKeyOf(object));
  }

  *#peopleOf(container: ObjectId): Generator<PersonObject, undefined> {
    if (this.#population === undefined) return;
    for (const person of this.#population.within(container)) {
      if (!this.#materialized.has(person.n)) yield person;
    }
  }

  #untouched(person: PersonObject | undefined): PersonObject | undefined {
    return person === undefined || this.#materialized.has(person.n) ? undefined : person;
  }

  #nameOf(object: DirectoryObject): { readonly dn: string; readonly key: DnKey } {
    if (object.parent === '') return { dn: this.base, key: this.baseKey };
    const { type, value } = object.rdn;
    const parent = this.#containerName(object.parent);
    return {
      dn: `${type}=${escapeDnValue(value)},${parent.dn}`,
      key: `${rdnKeyOf(object)}${LEVEL}${parent.key}`,
    };
  }

  #containerName(id: ObjectId): { readonly dn: string; readonly key: DnKey } {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const container = this.get(id);
    const name = container === undefined ? { dn: this.base, key: this.baseKey } : this.#nameOf(container);
    this.#names.set(id, name);
    return name;
  }
}

/** `cn=ada byron` */
export function rdnKeyOf({ rdn }: DirectoryObject): string {
  return `${rdn.type.toLowerCase()}=${rdn.value.toLowerCase()}`;
}

function livingFirst(found: DirectoryObject[]): DirectoryObject[] {
  const isGone = (object: DirectoryObject): number => Number(object.values('isdeleted').length > 0);
  return found.length < 2 ? found : found.sort((one, other) => isGone(one) - isGone(other));
}
