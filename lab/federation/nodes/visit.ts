import type { FarmNode } from './node.ts';

/** One request to one node of the farm: who asks, from where, by which way. */
export interface Visit {
  readonly node: FarmNode;
  readonly correlationId: string | undefined;
  /** Not by the proxy: the `insidecorporatenetwork` claim. */
  readonly inside: boolean;
  /** Addresses that the request presents, for the lockout. */
  readonly addresses: readonly string[];
  /** `x-ms-client-application`, `x-ms-forwarded-client-ip`, …, as claim rules know them. */
  readonly said: Readonly<Record<string, string>>;
}
