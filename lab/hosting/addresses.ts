import { networkInterfaces } from 'node:os';

/** This host's own addresses on its networks, so that others know who calls. */
export function addressesOfThisHost(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address);
}
