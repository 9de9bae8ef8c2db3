import type { RoundOptions } from './rounds.ts';

/** One line of the comparison. */
export interface Task extends Omit<RoundOptions, 'ms'> {
  readonly name: string;
}

const TLS = { tls: 'TLSv1.3', concurrency: 16 } as const;
const KEPT_BIND = { operation: 'bind', connections: 'kept', ...TLS } as const;
const FRESH_BIND = { operation: 'bind', connections: 'fresh', ...TLS } as const;

/** What CI measures too. */
const SHORT: readonly Task[] = [
  { name: 'binds, kept TLS 1.3', ...KEPT_BIND },
  { name: 'binds, kept TLS 1.3, one in ten wrong until locked out', ...KEPT_BIND, wrong: true },
  { name: 'binds, kept, in clear', ...KEPT_BIND, tls: undefined },
  { name: 'binds, fresh TLS 1.3', ...FRESH_BIND },
  { name: 'binds, fresh TLS 1.2', ...FRESH_BIND, tls: 'TLSv1.2' },
  { name: 'equality searches, kept TLS 1.3', ...KEPT_BIND, operation: 'search' },
];

/** Sixteen at a time unless said otherwise. */
export function tasks(short: boolean): readonly Task[] {
  if (short) return SHORT;
  return [
    ...SHORT,
    { name: 'binds, fresh TLS 1.3, P-256 for X25519', ...FRESH_BIND, groups: 'P-256' },
    ...[1, 64].flatMap((concurrency) => [
      { name: `binds, kept TLS 1.3, ${concurrency} at a time`, ...KEPT_BIND, concurrency },
      { name: `binds, fresh TLS 1.3, ${concurrency} at a time`, ...FRESH_BIND, concurrency },
    ]),
  ];
}
