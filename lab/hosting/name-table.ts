import type { Resolve } from '../http/dispatcher.ts';
import type { NameTable } from './orders.ts';

/** The resolver of a host that knows these names alone. */
export function resolverOf(table: NameTable): Resolve {
  return (hostname, port) => {
    const name = hostname.toLowerCase();
    return table[`${name}:${port}`] ?? table[`*.${name.slice(name.indexOf('.') + 1)}:${port}`];
  };
}
