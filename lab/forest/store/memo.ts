import type { Replica } from './replica.ts';

/** Answers kept for each replica; more are made anew. */
const MOST = 4_096;

interface Kept<V> {
  usn: number;
  readonly answers: Map<string, V>;
}

/** What has been worked out from one replica, kept for as long as nothing is written there. */
export class Memo<V> {
  readonly #kept = new WeakMap<Replica, Kept<V>>();

  /** The answer under that key. `make` may look at nothing but the replica. */
  of(replica: Replica, key: string, make: () => V): V {
    const answers = this.#answersOf(replica);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (answers.size >= MOST) answers.clear();
    answers.set(key, made);
    return made;
  }

  #answersOf(replica: Replica): Map<string, V> {
    const usn = replica.highestUsn;
    let kept = this.#kept.get(replica);
    if (kept === undefined) this.#kept.set(replica, (kept = { usn, answers: new Map() }));
    if (kept.usn !== usn) {
      kept.usn = usn;
      kept.answers.clear();
    }
    return kept.answers;
  }
}
