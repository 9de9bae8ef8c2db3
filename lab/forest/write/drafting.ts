import type { NewValues, Write } from '../store/change.ts';
import type { DirectoryObject, ObjectId, Place, Value, Values } from '../store/object.ts';
import type { Writing } from './writing.ts';

/** An object as it is to be: nothing is written before all rules are kept. */
export interface Drafting {
  readonly writing: Writing;
  readonly id: ObjectId;
  /** As it is; undefined for a new object. */
  readonly before: DirectoryObject | undefined;
  /** New values by attribute in lower case, none to take one away; rules may add to them. */
  readonly draft: Map<string, Values>;
  /** Attributes that the client named, in lower case. */
  readonly named: Set<string>;
  /** Writes to other objects that come with this one. */
  readonly along: Write[];
  /** What is done when all is written. */
  readonly afterwards: (() => void)[];
}

export function draftingOf(writing: Writing, id: ObjectId, before: DirectoryObject | undefined): Drafting {
  return { writing, id, before, draft: new Map(), named: new Set(), along: [], afterwards: [] };
}

const NONE: Values = [];

/** Values as they are to be. */
export function valuesIn({ draft, before }: Drafting, key: string): Values {
  return draft.get(key) ?? before?.values(key) ?? NONE;
}

/** The first of them as text. */
export function textIn(drafting: Drafting, key: string): string | undefined {
  return valuesIn(drafting, key)[0]?.toString();
}

/** The first of them as a number; 0 when there is none. */
export function numberIn(drafting: Drafting, key: string): number {
  return Number(textIn(drafting, key) ?? 0);
}

export function classesIn(drafting: Drafting): string[] {
  return valuesIn(drafting, 'objectclass').map(String);
}

/** Writes it all at the domain controller that was asked, and what comes along. */
export function commit({ writing, id, before, draft, along, afterwards }: Drafting, place?: Place): void {
  const { domain, dc } = writing;
  const values = before === undefined ? draft : changed(draft, before);
  for (const write of along) domain.write(dc, write);
  if (place !== undefined) domain.write(dc, { id, values, place });
  else if (values.size > 0) domain.write(dc, { id, values });
  for (const act of afterwards) act();
}

/** What is written as it was is no change. */
function changed(draft: NewValues, before: DirectoryObject): NewValues {
  return new Map([...draft].filter(([key, values]) => !areSame(values, before.values(key))));
}

function areSame(some: Values, others: Values): boolean {
  return some.length === others.length && some.every((value, nth) => isSame(value, others[nth]));
}

function isSame(one: Value, other: Value | undefined): boolean {
  if (typeof one === 'string' || typeof other === 'string' || other === undefined) return one === other;
  return one.equals(other);
}
