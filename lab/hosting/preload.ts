const ROLES: Readonly<Record<string, () => Promise<unknown>>> = {
  forest: () => import('./roles/forest.ts'),
  cloud: () => import('./roles/cloud.ts'),
  federation: () => import('./roles/federation.ts'),
  exchange: () => import('./roles/exchange.ts'),
  EGRESS: () => import('./roles/egress.ts'),
};

/** Reads the modules of what will most likely be asked of a host of this name, while nobody waits for it yet. */
export function preloadRole(host: string): void {
  const load = ROLES[host] ?? (host.startsWith('CONNECT') ? () => import('./roles/connect.ts') : undefined);
  // Whoever asks for the role meets the same failure, and is told of it.
  load?.().catch(() => undefined);
}
