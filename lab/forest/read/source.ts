import type { Domain } from '../domain/domain.ts';
import type { DirectoryObject } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
import type { DirectoryContext } from '../topology/context.ts';

/** An object and the replica it stands in; the domain is undefined for the configuration's and the schema's. */
export interface Sourced {
  readonly object: DirectoryObject;
  readonly replica: Replica;
  readonly domain: Domain | undefined;
}

/** What a request reads by. */
export interface Reading extends DirectoryContext {
  /** Lab milliseconds by the domain controller's own clock. */
  readonly now: number;
  /** Whether NT hashes are told, as they are to a domain controller that replicates. */
  readonly tellsHashes?: boolean;
}

export function readingOf(context: DirectoryContext): Reading {
  const skew = context.domain.controller(context.dc)?.skewMs ?? 0;
  return { ...context, now: context.domain.now() + skew };
}

/** DN of an object of the forest by its id; undefined when this domain controller knows none. */
export function dnById({ forest, domain, dc }: DirectoryContext, id: string): string | undefined {
  const found = forest.find(id, domain, dc);
  return found?.replica.dnOf(found.object);
}

/** Where links are followed: on the global catalog through all domains. */
export function membershipReplicas({ forest, domain, dc, globalCatalog }: DirectoryContext): Replica[] {
  const all = forest.replicasFor(domain, dc).map(({ replica }) => replica);
  return globalCatalog ? all : all.slice(0, 1);
}
