import type { ComponentContext } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import { forestContract } from '../forest/control.ts';
import type { ForestConfig } from '../forest/config.ts';
import type { StartedForest } from '../forest/forest.ts';
import { administration } from './administration.ts';
import { CarriedController } from './carry/controller.ts';
import type { OutsideForest } from './config.ts';
import { DomainAdministrator } from './directory/administrator.ts';
import { readDomainFacts } from './directory/domain-facts.ts';
import { claim } from './lodging/claim.ts';
import { furnish } from './lodging/furnish.ts';
import type { Lodging } from './lodging/lodging.ts';
import { OwnAccounts } from './lodging/own-accounts.ts';

/**
 * A real domain that runs on this machine as the lab's forest: what the description wants is made there, and goes again
 * when the lab does. Throws OutsideTakenError, OutsideRefusedError, OutsideUnreachableError; then nothing is left.
 */
export async function startExternalForest(
  config: ForestConfig,
  outside: OutsideForest,
  context: ComponentContext,
): Promise<StartedForest> {
  const { clock, history, chance } = context;
  await using stack = new AsyncDisposableStack();
  const administrator = stack.use(new DomainAdministrator(outside, clock));
  const facts = await readDomainFacts(administrator);
  const claimed = await claim(administrator, facts, config);
  stack.defer(() => claimed.undo());
  const lodging: Lodging = { administrator, facts, config, accounts: new OwnAccounts(), seed: chance.seed };
  await furnish(lodging, claimed.suffixes);
  const controller = new CarriedController({ outside, clock, history });
  stack.defer(() => controller.disconnect());
  const own = stack.move();
  const stop = (): Promise<void> => own.disposeAsync();
  const { name, dnsName, ldap, ldaps, gc, gcs } = controller;
  return {
    name: 'forest',
    control: inlineControl('forest', forestContract, administration(lodging, controller)),
    domainControllers: [{ name, dnsName, isHome: true, ldap, ldaps, gc, gcs }],
    domain: outside.dns,
    netbios: outside.netbios,
    base: facts.base,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
