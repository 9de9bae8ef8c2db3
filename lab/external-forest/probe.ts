import { wallClock } from '../clock/wall-clock.ts';
import type { OutsideForest } from './config.ts';
import { DomainAdministrator } from './directory/administrator.ts';
import { readDomainFacts } from './directory/domain-facts.ts';

/**
 * Asks an outside domain, before any lab, whether it is there and lets its administrator in. Throws
 * OutsideUnreachableError, OutsideRefusedError, OutsideTakenError.
 */
export async function probeOutside(outside: OutsideForest): Promise<void> {
  using administrator = new DomainAdministrator(outside, wallClock('probe'));
  await readDomainFacts(administrator);
}
