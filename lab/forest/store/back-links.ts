import type { DirectoryObject, ObjectId } from './object.ts';

const NOBODY: ReadonlySet<ObjectId> = new Set();

/** Who points at an object, by forward link: `memberOf` is read from here ([MS-ADTS] 3.1.1.1.6). */
export class BackLinks {
  readonly #sources = new Map<string, Set<ObjectId>>();

  /** @param forward name of the linked attribute in lower case, such as `member` */
  add(forward: string, source: DirectoryObject): void {
    for (const target of source.values(forward)) {
      const key = `${forward} ${target.toString()}`;
      const sources = this.#sources.get(key);
      if (sources === undefined) this.#sources.set(key, new Set([source.id]));
      else sources.add(source.id);
    }
  }

  remove(forward: string, source: DirectoryObject): void {
    for (const target of source.values(forward)) {
      const key = `${forward} ${target.toString()}`;
      const sources = this.#sources.get(key);
      sources?.delete(source.id);
      if (sources?.size === 0) this.#sources.delete(key);
    }
  }

  of(forward: string, target: ObjectId): ReadonlySet<ObjectId> {
    return this.#sources.get(`${forward} ${target}`) ?? NOBODY;
  }
}
