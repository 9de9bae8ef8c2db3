import { ExpiringMap } from './expiring-map.ts';

/** Where a domain's passwords are checked. */
export type Route =
  | { readonly authentication: 'managed' }
  | { readonly authentication: 'federated'; readonly activeSignInUri: string };

export interface CachedRoute {
  readonly node: string;
  readonly domain: string;
  readonly authentication: Route['authentication'];
  readonly expiresAt: number;
}

/** What each front-end node has learned of domains; a conversion is noticed when the entry has expired. */
export class RouteCache {
  readonly #routes: ExpiringMap<Route>;

  constructor(now: () => number, lifetimeMs: number) {
    this.#routes = new ExpiringMap(now, lifetimeMs);
  }

  find(node: string, domain: string): Route | undefined {
    return this.#routes.get(keyOf(node, domain));
  }

  learn(node: string, domain: string, route: Route): void {
    this.#routes.put(keyOf(node, domain), route);
  }

  list(): CachedRoute[] {
    return this.#routes.entries().map(([key, { value, expiresAt }]) => {
      const [node = '', domain = ''] = key.split(' ');
      return { node, domain, authentication: value.authentication, expiresAt };
    });
  }

  clear(): void {
    this.#routes.clear();
  }
}

function keyOf(node: string, domain: string): string {
  return `${node} ${domain.toLowerCase()}`;
}
