import type { ForestFacts } from '../hosting/facts.ts';
import type { Ground } from './ground.ts';

/** Authorities (PEM, one after the other) that the lab's hosts trust: its own, and that of a forest from outside. */
export function trustOf({ authority }: Ground, forest: Pick<ForestFacts, 'trust'> | undefined): string {
  const pems = [authority.pem, ...(forest?.trust === undefined ? [] : [forest.trust])];
  return pems.map((pem) => `${pem.trim()}\n`).join('');
}
