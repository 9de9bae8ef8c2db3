import type { DomainConfig } from '../config/domains-of.ts';
import type { SingleForestConfig } from '../config/forest.ts';
import type { Domain } from '../domain/domain.ts';
import type { Partitions } from '../topology/partitions.ts';
import type { SiteMap } from '../topology/site-map.ts';
import type { PasswordBook } from './password-book.ts';

/** What all of a lab's forests stand on. */
export interface RaiseGround {
  /** The lab's. */
  readonly seed: string;
  /** Lab milliseconds. */
  readonly now: () => number;
}

/** What all domains of a forest stand on. */
export interface ForestGround extends RaiseGround {
  readonly config: SingleForestConfig;
  readonly isHome: boolean;
  readonly map: SiteMap;
  readonly partitions: Partitions;
  readonly passwords: PasswordBook;
  /** DNs of the naming contexts that its domains share. */
  readonly configuration: string;
  readonly schema: string;
}

/** A domain that stands, and what it was raised from. */
export interface RaisedDomain {
  readonly domain: Domain;
  readonly config: DomainConfig;
  readonly isForestRoot: boolean;
  /** What is derived for it alone is derived from this. */
  readonly seed: string;
}
