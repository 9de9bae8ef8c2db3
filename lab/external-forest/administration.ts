import type { ControlImplementation } from '../control/control.ts';
import type { forestContract } from '../forest/control.ts';
import { ForestError } from '../forest/core/errors.ts';
import type { CarriedController } from './carry/controller.ts';
import { Accounts } from './directory/accounts.ts';
import { changeLockout, readLockout } from './directory/lockout.ts';
import { OutsideImpossibleError } from './errors.ts';
import type { Lodging } from './lodging/lodging.ts';
import { outsideTopology } from './topology.ts';

/** The forest's control interface, as LDAP operations of the outside domain's administrator. */
export function administration(
  lodging: Lodging,
  controller: CarriedController,
): ControlImplementation<typeof forestContract> {
  const { administrator, facts, accounts: own } = lodging;
  const accounts = new Accounts(lodging, controller.name);
  return {
    ...outsideTopology(lodging, controller),
    addUser: (wanted) => accounts.add(wanted),
    removeUser: ({ user }) => accounts.remove(user),
    setPassword: ({ user, password }) => accounts.setPassword(user, password),
    passwordOf: ({ user }) => ({ password: accounts.passwordOf(user) }),
    setEnabled: ({ user, enabled }) => accounts.setEnabled(user, enabled),
    unlock: ({ user }) => accounts.unlock(user),
    requirePasswordChange: ({ user }) => accounts.requirePasswordChange(user),
    setAccountExpires: ({ user, at }) =>
      accounts.setAccountExpires(user, at === null ? undefined : Date.parse(at)),
    expirePassword: refuseAge,
    agePassword: refuseAge,
    account: ({ user }) => accounts.report(user),
    accounts: async ({ limit }) => ({ accounts: await accounts.list(limit) }),
    setLockoutPolicy: (changes) => changeLockout(administrator, facts.base, changes),
    stopDomainController: ({ name }) => named(controller, name).stop(),
    startDomainController: ({ name }) => named(controller, name).start(),
    status: async () => ({
      domain: administrator.outside.dns,
      netbios: administrator.outside.netbios,
      base: facts.base,
      accounts: own.all().length,
      lockout: await readLockout(administrator, facts.base),
      domainControllers: [statusOf(controller)],
    }),
  };
}

function refuseAge(): never {
  throw new OutsideImpossibleError('make a password old', 'it dates passwords by its own clock');
}

function statusOf({ name, dnsName, running, connections }: CarriedController) {
  return { name, dnsName, running, connections };
}

/** Throws ForestError. */
function named(controller: CarriedController, name: string): CarriedController {
  if (controller.name.toLowerCase() === name.toLowerCase()) return controller;
  const reason = `there is no domain controller ${name}; the domain from outside is called by ${controller.name} alone`;
  throw new ForestError('PTALAB_FOREST_NO_DC', reason);
}
