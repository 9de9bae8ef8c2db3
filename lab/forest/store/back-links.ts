import type { DirectoryObject, ObjectId, Values } from './object.ts';

const NOBODY: ReadonlySet<ObjectId> = new Set();
const NONE: Values = [];

/** Who points at an object, by forward link: `memberOf` is read from here ([MS-ADTS] 3.1.1.1.6). */
export class BackLinks {
  readonly #sources = new Map<string, Set<ObjectId>>();

  /**
   * Takes in what one of an object's links has become: only what differs from before costs, so that a group of many
   * can be written to.
   * @param forward name of the linked attribute in lower case, such as `member`
   */
  replace(forward: string, source: DirectoryObject, before: Values = NONE): void {
    const after = source.values(forward);
    if (after === before) return;
    const gone = new Set(before.map(String));
    for (const target of after) {
      if (!gone.delete(String(target))) this.#add(`${forward} ${String(target)}`, source.id);
    }
    for (const target of gone) this.#remove(`${forward} ${target}`, source.id);
  }

  remove(forward: string, source: DirectoryObject): void {
    for (const target of source.values(forward)) this.#remove(`${forward} ${String(target)}`, source.id);
  }

  of(forward: string, target: ObjectId): ReadonlySet<ObjectId> {
    return this.#sources.get(`${forward} ${target}`) ?? NOBODY;
  }

  #add(key: string, source: ObjectId): void {
    const sources = this.#sources.get(key);
    if (sources === undefined) this.#sources.set(key, new Set([source]));
    else sources.add(source);
  }

  #remove(key: string, source: ObjectId): void {
    const sources = this.#sources.get(key);
    sources?.delete(source);
    if (sources?.size === 0) this.#sources.delete(key);
  }
}
