import type { LinkState } from './link.ts';
import type { Address } from './service.ts';
import type { Slowness } from './slowness.ts';

/** One link as its process tells of it. */
export interface LinkReport {
  readonly from: string;
  readonly to: string;
  readonly state: LinkState;
  /** Absent while it carries at full speed. */
  readonly slowed?: Slowness | undefined;
  /** Where the calling host finds the service, known to nobody else; absent when its connections come otherwise. */
  readonly address?: Address | undefined;
  readonly connections: number;
  /** Bytes as the service sees them. */
  readonly received: number;
  readonly sent: number;
}

/**
 * The links of a lab, wherever they live. Each change is for the links from one host, to one component or service when
 * `to` is given (`DC1`, `DC1/ldaps`), and answers how many links it found.
 */
export interface LinkBook {
  find(from?: string, to?: string): Promise<LinkReport[]>;
  cut(from: string, to?: string): Promise<number>;
  hold(from: string, to?: string): Promise<number>;
  /** Ends slowness too. */
  restore(from: string, to?: string): Promise<number>;
  slow(from: string, to: string | undefined, slowness: Slowness): Promise<number>;
}
