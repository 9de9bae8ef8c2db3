import { supersedes, type Change } from './change.ts';
import {
  PLACE,
  type DirectoryObject,
  type ObjectId,
  type Place,
  type Rdn,
  type Stamp,
  type Values,
} from './object.ts';

interface State {
  readonly id: ObjectId;
  readonly place: Place;
  readonly values: ReadonlyMap<string, Values>;
  readonly stamps: ReadonlyMap<string, Stamp>;
  readonly created: number;
  readonly changed: number;
  readonly usnCreated: number;
  readonly usnChanged: number;
}

const NONE: Values = [];
const NOWHERE: Place = { parent: '', rdn: { type: 'CN', value: '' } };

/** An object that is kept: made by somebody, or changed since it was invented. It does not change; others replace it. */
export class MaterialObject implements DirectoryObject {
  readonly #state: State;

  private constructor(state: State) {
    this.#state = state;
  }

  /** One that the lab makes before anybody writes. */
  static create(state: Omit<State, 'stamps' | 'changed' | 'usnChanged'>): MaterialObject {
    const { created: changed, usnCreated: usnChanged } = state;
    return new MaterialObject({ ...state, changed, usnChanged, stamps: new Map() });
  }

  /** What becomes of an object by a change; undefined when all of the change is out of date. */
  static after(before: DirectoryObject | undefined, change: Change, usn: number): MaterialObject | undefined {
    const wins = (name: string): boolean => {
      const stamp = change.stamps.get(name);
      return stamp !== undefined && supersedes(stamp, before?.stamp(name));
    };
    const winners = [...change.values].filter(([name]) => wins(name));
    const moves = change.place !== undefined && wins(PLACE);
    if (before !== undefined && winners.length === 0 && !moves) return undefined;
    const values = new Map(
      before === undefined ? [] : [...before.names()].map((name) => [name, before.values(name)]),
    );
    for (const [name, wanted] of winners) {
      if (wanted.length === 0) values.delete(name);
      else values.set(name, wanted);
    }
    return new MaterialObject({
      id: change.id,
      place: (moves ? change.place : before) ?? NOWHERE,
      values,
      stamps: stampsAfter(before, change, [...winners.map(([name]) => name), ...(moves ? [PLACE] : [])], usn),
      created: change.created,
      changed: Math.max(before?.changed ?? 0, change.stamped),
      usnCreated: before?.usnCreated ?? usn,
      usnChanged: usn,
    });
  }

  get id(): ObjectId {
    return this.#state.id;
  }

  get parent(): ObjectId {
    return this.#state.place.parent;
  }

  get rdn(): Rdn {
    return this.#state.place.rdn;
  }

  get created(): number {
    return this.#state.created;
  }

  get changed(): number {
    return this.#state.changed;
  }

  get usnCreated(): number {
    return this.#state.usnCreated;
  }

  get usnChanged(): number {
    return this.#state.usnChanged;
  }

  values(name: string): Values {
    return this.#state.values.get(name) ?? NONE;
  }

  names(): Iterable<string> {
    return this.#state.values.keys();
  }

  stamp(name: string): Stamp | undefined {
    return this.#state.stamps.get(name);
  }

  get stamped(): Iterable<string> {
    return this.#state.stamps.keys();
  }
}

function stampsAfter(
  before: DirectoryObject | undefined,
  change: Change,
  names: readonly string[],
  usn: number,
): ReadonlyMap<string, Stamp> {
  const stamps = new Map<string, Stamp>();
  const add = (name: string, stamp: Stamp | undefined): void => {
    if (stamp !== undefined) stamps.set(name, stamp);
  };
  for (const name of before instanceof MaterialObject ? before.stamped : []) add(name, before?.stamp(name));
  for (const name of names) {
    const stamp = change.stamps.get(name);
    add(name, stamp && { ...stamp, usn });
  }
  return stamps;
}
