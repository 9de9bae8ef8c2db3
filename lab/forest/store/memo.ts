import type { Replica } from './replica.ts';

/** Answers kept for each replica; more are made anew. */
const MOST = 4_096;

interface Kept<V> {
  usn: number;
  readonly answers: Map<string, V>;
}

/** What has been worked out from one replica, kept for as long as nothing is written there that matters. */
export class Memo<V> {
  readonly #kept = new WeakMap<Replica, Kept<V>>();
  readonly #since: (replica: Replica) => number;

  /** @param since the USN before which answers are of no use any more; that of the last write unless given */
  constructor(since: (replica: Replica) => number = ({ highestUsn }) => highestUsn) {
    this.#since = since;
  }

  /** The answer under that key, made anew unless it is still good. `make` may look at nothing but the replica. */
  of(replica: Replica, key: string, make: () => V, isGood: (kept: V) => boolean = () => true): V {
    const answers = this.#answersOf(replica);
    const known = answers.get(key);
    if (known !== undefined && isGood(known)) return known;
    const made = make();
    if (answers.size >= MOST) answers.clear();
    answers.set(key, made);
    return made;
  }

  #answersOf(replica: Replica): Map<string, V> {
    const usn = this.#since(replica);
    let kept = this.#kept.get(replica);
    if (kept === undefined) this.#kept.set(replica, (kept = { usn, answers: new Map() }));
    if (kept.usn !== usn) {
      kept.usn = usn;
      kept.answers.clear();
    }
    return kept.answers;
  }
}
