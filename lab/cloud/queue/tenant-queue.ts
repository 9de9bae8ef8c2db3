/** One message for any one listener of the tenant. */
export interface QueueMessage {
  /** The request id. */
  readonly id: string;
  /** Whose sign-in it is, and which of that user's requests, from 1: what dispatch depends on. */
  readonly user: string;
  readonly ordinal: number;
  /** Lab milliseconds after which nobody wants it any more. */
  readonly ttlMs: number;
  /** UTF-8 JSON. */
  readonly body: Buffer;
}

/** What became of a message. */
export type Fate =
  /** Handed to this listener, once; it is never handed out again. */
  | { readonly kind: 'taken'; readonly agentId: string }
  /** Nobody could take it in time. */
  | { readonly kind: 'expired' }
  /** A broker has it, and does not tell who takes it. */
  | { readonly kind: 'untold' };

/** Who listens: a capability of its own, as a foreign broker cannot tell nobody listens from nobody answers. */
export interface QueuePresence {
  /** Agents that listen now, by id. */
  listening(): readonly string[];
}

/** The tenant's queue: at most once, no fairness, nothing outlives its time. */
export interface TenantQueue {
  readonly presence?: QueuePresence;
  /** Places a message; resolves with its fate, at the latest after `ttlMs` of lab time. */
  publish(message: QueueMessage): Promise<Fate>;
}
