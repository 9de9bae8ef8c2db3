import type { LabConfig } from '../../config/index.ts';
import { matchBinds } from '../../history/bind-matching.ts';
import { startForest, type StartedForest } from '../../forest/index.ts';
import type { Ground } from '../ground.ts';
import { keep } from '../keep.ts';

export async function startForestPart(
  ground: Ground,
  config: LabConfig,
  stack: AsyncDisposableStack,
): Promise<StartedForest | undefined> {
  if (config.forest === undefined) return undefined;
  const context = { ...ground.contextFor('forest'), history: matchBinds(ground.history) };
  const forest = await keep(stack, startForest(config.forest, context));
  await openWorkstation(ground, forest);
  return forest;
}

/** A computer of the staff's, for directory tools: it may call every domain controller on every protocol. */
async function openWorkstation({ links }: Ground, forest: StartedForest): Promise<void> {
  const services = forest.domainControllers.flatMap(({ ldap, ldaps }) => [ldap, ldaps]);
  await Promise.all(services.map((service) => links.open('WORKSTATION1', service)));
}
