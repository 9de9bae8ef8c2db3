import { constants } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import type { Service } from '../links/service.ts';
import { administration } from './administration/administration.ts';
import { forestsOf, type ForestConfig } from './config.ts';
import { forestContract, type ForestControl } from './control.ts';
import { DomainController } from './domain-controller.ts';
import { connectionLimitsOf, raiseForests } from './raise/index.ts';
import type { Estate, PlacedController } from './topology/estate.ts';
import { surroundingsOf } from './topology/surroundings.ts';

export type ForestContext = ComponentContext;

/** A domain controller as the lab wires it to its callers. */
export interface DomainControllerHandle {
  /** `DC1` */
  readonly name: string;
  /** `dc1.corp.contoso.com`, which its certificate bears. */
  readonly dnsName: string;
  /** Of the domain that the lab's agents stand in. */
  readonly isHome: boolean;
  readonly ldap: Service;
  readonly ldaps: Service;
  /** Undefined unless it is a global catalog. */
  readonly gc: Service | undefined;
  readonly gcs: Service | undefined;
}

export interface StartedForest extends Started {
  readonly name: 'forest';
  readonly control: ForestControl;
  /** Of all forests and domains; those of the first domain first. */
  readonly domainControllers: readonly DomainControllerHandle[];
  /** `corp.contoso.com` */
  readonly domain: string;
  readonly netbios: string;
  /** `DC=corp,DC=contoso,DC=com` */
  readonly base: string;
  /** The first domain's invented people: how many there are, and the first USN beyond theirs. */
  readonly people?: { readonly count: number; readonly usnAfter: number } | undefined;
}

/** Raises the forests that are described. Throws ForestError when the description contradicts itself. */
export async function startForest(config: ForestConfig, context: ForestContext): Promise<StartedForest> {
  const { clock, history, chance } = context;
  const { estate, passwords } = raiseForests(config, { seed: chance.seed, now: () => clock.now() });
  const controllers = await clock.busy('issuing certificates', createControllers(estate, config, context));
  const implementation = administration({ estate, passwords, history, controllers });
  const stop = async (): Promise<void> => {
    for (const each of controllers) each.stop();
  };
  const { root } = estate.home;
  const isHome = ({ name }: DomainController): boolean => root.controller(name) !== undefined;
  return {
    name: 'forest',
    control: inlineControl('forest', forestContract, implementation),
    domainControllers: controllers.map((each) => {
      const { name, dnsName, ldap, ldaps, gc, gcs } = each;
      return { name, dnsName, isHome: isHome(each), ldap, ldaps, gc, gcs };
    }),
    domain: root.names.dns,
    netbios: root.names.netbios,
    base: root.base,
    people: root.population && { count: root.population.size, usnAfter: root.population.usnEnd },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function createControllers(
  estate: Estate,
  config: ForestConfig,
  context: ForestContext,
): Promise<DomainController[]> {
  const described = new Map(forestsOf(config).map((forest) => [forest.config.domain, forest.config]));
  const create = async ({ forest, domain, state }: PlacedController): Promise<DomainController> => {
    const { clock, history, authority } = context;
    const chance = context.chance.fork(`${state.dnsName} challenges`);
    const credential = await authority.issueServer([state.dnsName, domain.names.dns]);
    const secureContext = createSecureContext({
      ...credential,
      // Every connection is a handshake of its own: no ticket is made that nobody may use.
      secureOptions: constants.SSL_OP_NO_TICKET,
      minVersion: 'TLSv1.2',
      maxVersion: forest.settings.tls13 ? 'TLSv1.3' : 'TLSv1.2',
    });
    const surroundings = surroundingsOf(estate, { forest, domain, dc: state.name });
    const place = { forest, domain, state, surroundings };
    const limits = connectionLimitsOf(described.get(forest.root.names.dns) ?? config);
    return new DomainController({ ...place, clock, history, chance, secureContext, limits });
  };
  return Promise.all([...estate.controllers].map(create));
}
