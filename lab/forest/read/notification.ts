import { LdapRefusalError } from '../../ldap/errors.ts';
import type { Filter } from '../../ldap/filter.ts';
import type { SearchDone, SearchPause } from '../../ldap/handler.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import { isWithin } from '../../ldap/dn.ts';
import type { DirectoryObject, ObjectId } from '../store/object.ts';
import { locate } from './locate.ts';
import { ReadRefusal } from './refusals.ts';
import { select, type Selection } from './selection.ts';
import type { Reading, Sourced } from './source.ts';
import type { Found } from './walk.ts';

/** MaxNotificationPerConn ([MS-ADTS] 3.1.1.3.4.6). */
const MOST = 5;

/** The searches of one connection that are notified of changes. */
export class Notifications {
  #count = 0;

  /**
   * Objects in scope as they are after each change from now on, until the search is abandoned ([MS-ADTS] 3.1.1.3.4.1.9).
   * One that is changed again before it is told of is told of once. Throws LdapRefusalError.
   */
  begin(
    { base: name, scope, filter }: SearchRequest,
    selection: Selection,
    reading: Reading,
  ): Generator<Found | SearchPause, SearchDone> {
    if (!isAnything(filter)) throw new LdapRefusalError(ReadRefusal.notificationFilter);
    const base = locate(name, reading);
    if (this.#count >= MOST) throw new LdapRefusalError(ReadRefusal.notifications);
    return this.#told(new Changed(base, scope), selection, reading);
  }

  *#told(
    changed: Changed,
    selection: Selection,
    reading: Reading,
  ): Generator<Found | SearchPause, SearchDone> {
    this.#count++;
    const stop = changed.listen();
    try {
      for (;;) {
        const source = changed.next();
        if (source === undefined) yield changed;
        else yield select(source, selection, reading);
      }
    } finally {
      stop();
      this.#count--;
    }
  }
}

/** What has been changed in scope and was not told of yet. */
class Changed implements SearchPause {
  readonly #base: Sourced;
  readonly #scope: SearchRequest['scope'];
  readonly #waiting = new Set<ObjectId>();
  #go: (() => void) | undefined;

  constructor(base: Sourced, scope: SearchRequest['scope']) {
    this.#base = base;
    this.#scope = scope;
  }

  listen(): () => void {
    return this.#base.replica.listen((object) => {
      if (!this.#holds(object)) return;
      this.#waiting.add(object.id);
      const go = this.#go;
      this.#go = undefined;
      go?.();
    });
  }

  resume(go: () => void): void {
    this.#go = go;
  }

  next(): Sourced | undefined {
    for (const id of this.#waiting) {
      this.#waiting.delete(id);
      const object = this.#base.replica.get(id);
      if (object !== undefined) return { ...this.#base, object };
    }
    return undefined;
  }

  #holds(object: DirectoryObject): boolean {
    const { object: base, replica } = this.#base;
    if (this.#scope === 'base') return object.id === base.id;
    if (this.#scope === 'one') return object.parent === base.id;
    return base.parent === '' || isWithin(replica.keyOf(object), replica.keyOf(base));
  }
}

/** `(objectClass=*)`, the one filter there may be. */
function isAnything(filter: Filter): boolean {
  return filter.kind === 'present' && filter.attribute.toLowerCase() === 'objectclass';
}
