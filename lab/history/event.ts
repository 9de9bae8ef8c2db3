/** What may stand in an event: plain JSON, never a secret. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How sure the lab is that the event belongs to its correlation id. */
export type Match = 'known' | 'inferred' | 'ambiguous';

/** What a component says happened; the history adds time and order. */
export interface HistoryEntry {
  /** The component that saw it: `cloud`, `DC1`, `ADFS1`, `AGENT1`, `network`, `clock`, … */
  readonly component: string;
  /** `<noun>.<past verb>`, such as `signin.received`, `bind.refused`, `link.cut`. */
  readonly kind: string;
  readonly correlationId?: string | undefined;
  readonly match?: Match;
  /**
   * Facts a reader needs, in the field's own words, the same in every run of one seed. Of a failure that is its code;
   * texts of Node or a library, with their addresses and ports, are volatile. Never a password, key or token.
   */
  readonly data?: Readonly<Record<string, Json>>;
  /** Facts that differ from run to run (ports, pids, wall durations, error texts); not in the canonical history. */
  readonly volatile?: Readonly<Record<string, Json>>;
  /**
   * Set where the event's very existence hangs on a race in real time, such as a connection that is opened only when
   * no kept one happens to be free. The canonical history leaves the whole event out, so never set it on a decision
   * or an outcome.
   */
  readonly racy?: true;
}

/** One line of the history. */
export interface HistoryEvent extends HistoryEntry {
  /** Position in the lab's history, from 1. */
  readonly sequence: number;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly at: number;
}
