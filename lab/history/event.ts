/** What may stand in an event: plain JSON, never a secret. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How sure the lab is that the event belongs to its correlation id. */
export type Match = 'known' | 'inferred' | 'ambiguous';

/** What a component says happened; the history adds time and order. */
export interface HistoryEntry {
  /** The component that saw it: `cloud`, `DC1`, `ADFS1`, `AGENT1`, `clock`, … */
  readonly component: string;
  /** `<noun>.<past verb>`, such as `signin.received`, `bind.refused`, `link.cut`. */
  readonly kind: string;
  readonly correlationId?: string | undefined;
  readonly match?: Match;
  /** Facts a reader needs, in the field's own words. Never a password, key or token. */
  readonly data?: Readonly<Record<string, Json>>;
  /** Facts that differ from run to run (ports, pids, wall durations); left out of the canonical history. */
  readonly volatile?: Readonly<Record<string, Json>>;
}

/** One line of the history. */
export interface HistoryEvent extends HistoryEntry {
  /** Position in the lab's history, from 1. */
  readonly sequence: number;
  /** Lab time in milliseconds since the Unix epoch. */
  readonly at: number;
}
