import { randomBytes } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import type { Service } from '../links/service.ts';
import { administration } from './administration.ts';
import { checkLockoutPolicy, type ForestConfig } from './config.ts';
import { forestContract, type ForestControl } from './control.ts';
import { Domain } from './core/domain.ts';
import { Passwords } from './core/passwords.ts';
import { dnsNameOf, DomainController } from './domain-controller.ts';
import { hireAll, Staff } from './staff.ts';

export type ForestContext = ComponentContext;

/** A domain controller as the lab wires it to its callers. */
export interface DomainControllerHandle {
  /** `DC1` */
  readonly name: string;
  /** `dc1.corp.contoso.com`, which its certificate bears. */
  readonly dnsName: string;
  readonly ldap: Service;
  readonly ldaps: Service;
}

export interface StartedForest extends Started {
  readonly name: 'forest';
  readonly control: ForestControl;
  readonly domainControllers: readonly DomainControllerHandle[];
  /** `corp.contoso.com` */
  readonly domain: string;
  readonly netbios: string;
  /** `DC=corp,DC=contoso,DC=com` */
  readonly base: string;
}

/** Raises a forest of one domain. Throws ForestError when the configuration contradicts itself. */
export async function startForest(config: ForestConfig, context: ForestContext): Promise<StartedForest> {
  const { clock, history, chance } = context;
  const domain = createDomain(config, context);
  const staff = new Staff(domain, chance.seed, config.password);
  await clock.busy('hiring staff', hireAll(staff, domain, config, chance.seed));
  const domainControllers = await clock.busy(
    'issuing certificates',
    createDomainControllers(domain, context),
  );
  const implementation = administration({ domain, history, staff, domainControllers });
  const stop = async (): Promise<void> => {
    for (const each of domainControllers) each.disconnect();
    domain.running.clear();
  };
  return {
    name: 'forest',
    control: inlineControl('forest', forestContract, implementation),
    domainControllers,
    domain: domain.names.dns,
    netbios: domain.names.netbios,
    base: domain.base,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function createDomain(config: ForestConfig, { clock, chance }: ForestContext): Domain {
  return new Domain({
    names: { dns: config.domain, netbios: config.netbios },
    seed: chance.seed,
    domainControllers: config.domainControllers,
    policy: { lockout: checkLockoutPolicy(config.lockout), maxPasswordAge: config.maxPasswordAge },
    organizationalUnits: config.organizationalUnits,
    unknownUser: config.unknownUser,
    passwords: new Passwords(randomBytes(32)),
    now: () => clock.now(),
  });
}

function createDomainControllers(
  domain: Domain,
  { clock, history, authority }: ForestContext,
): Promise<DomainController[]> {
  return Promise.all(
    domain.domainControllers.map(async (name) => {
      const credential = await authority.issueServer([dnsNameOf(name, domain.names.dns), domain.names.dns]);
      const secureContext = createSecureContext({ ...credential, minVersion: 'TLSv1.2' });
      return new DomainController({ name, domain, clock, history, secureContext });
    }),
  );
}
