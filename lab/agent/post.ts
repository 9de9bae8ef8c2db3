/** A reply to a POST, its body whole. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** `application/json` unless told. */
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** Sends a body to a URL. Rejects when no reply comes; any status is a reply. */
export type Post = (url: string, body: string, options?: PostOptions) => Promise<Reply>;

/** Longest reply that is read. */
export const REPLY_LIMIT = 262_144;
