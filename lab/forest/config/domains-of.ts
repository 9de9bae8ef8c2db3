import type { DomainControllerConfig } from './domain-controllers.ts';
import type { FurtherDomainConfig } from './domain.ts';
import type { ForestConfig, SingleForestConfig } from './forest.ts';
import type { Path } from './mistake.ts';

/** A domain as it is described, the first of a forest or another. */
export type DomainConfig = Omit<FurtherDomainConfig, 'parent' | 'netbios' | 'domainControllers'> & {
  readonly netbios: string;
  readonly domainControllers: readonly DomainControllerConfig[];
  readonly parent?: string | undefined;
};

/** A part of the description, and where it stands. */
export interface Placed<T> {
  readonly config: T;
  readonly path: Path;
}

/** All forests, the lab's own first. */
export function forestsOf(config: ForestConfig): Placed<SingleForestConfig>[] {
  const others = config.forests.map((forest, n) => ({ config: forest, path: ['forests', n] }));
  return [{ config, path: [] }, ...others];
}

/** All domains of a forest, its first one first. */
export function domainsOf({ config, path }: Placed<SingleForestConfig>): Placed<DomainConfig>[] {
  const others = config.domains.map((domain, n) => ({ config: domain, path: [...path, 'domains', n] }));
  return [{ config, path }, ...others];
}

/** All domains of all forests. */
export function allDomains(config: ForestConfig): Placed<DomainConfig>[] {
  return forestsOf(config).flatMap(domainsOf);
}

/** The domain that a domain is a child of: the one it names, or else the one whose name it ends in. */
export function parentOf(domain: DomainConfig, forest: SingleForestConfig): string | undefined {
  if (domain.parent !== undefined) return domain.parent;
  const names = [forest.domain, ...forest.domains.map(({ domain: name }) => name)];
  return names
    .filter((name) => domain.domain.endsWith(`.${name}`))
    .toSorted((one, other) => other.length - one.length)[0];
}
