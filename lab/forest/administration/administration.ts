import type { ControlImplementation } from '../../control/control.ts';
import type { HistorySink } from '../../history/history.ts';
import { ForestError } from '../core/errors.ts';
import { accountOf } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import { lockoutAttributes, type LockoutPolicy } from '../domain/policy.ts';
import { Uac } from '../domain/user-account-control.ts';
import type { forestContract } from '../control.ts';
import type { DomainController } from '../domain-controller.ts';
import type { PasswordBook } from '../raise/index.ts';
import { topologyAdministration } from '../topology/administration.ts';
import type { Estate } from '../topology/estate.ts';
import { consoleOf } from './place.ts';
import { reportOf } from './report.ts';
import { Users } from './users.ts';

export interface AdministrationOptions {
  readonly estate: Estate;
  readonly passwords: PasswordBook;
  readonly history: HistorySink;
  readonly controllers: readonly DomainController[];
}

/** The forest's control interface: what an administrator does with the usual consoles. */
export function administration(options: AdministrationOptions): ControlImplementation<typeof forestContract> {
  const { estate, history, controllers } = options;
  const { root } = estate.home;
  const users = new Users(options);
  return {
    ...topologyAdministration(estate, history),
    addUser: (wanted) => users.add(wanted),
    removeUser: ({ user }) => users.remove(user),
    setPassword: ({ user, password }) => users.setPassword(user, password),
    passwordOf: ({ user }) => ({ password: users.passwordOf(user) }),
    setEnabled: ({ user, enabled }) => users.setEnabled(user, enabled),
    expirePassword: ({ user }) => users.expirePassword(user),
    agePassword: ({ user, byMs }) => users.agePassword(user, byMs),
    requirePasswordChange: ({ user }) => users.requirePasswordChange(user),
    setAccountExpires: ({ user, at }) =>
      users.setAccountExpires(user, at === null ? undefined : Date.parse(at)),
    unlock: ({ user }) => users.unlock(user),
    account: ({ user }) => reportOf(users.find(user)),
    accounts: ({ limit }) => ({ accounts: [...accountsOf(root, limit)] }),
    setLockoutPolicy: (changes) => setLockout(root, changes),
    stopDomainController: ({ name }) => controllerOf(controllers, name).stop(),
    startDomainController: ({ name }) => controllerOf(controllers, name).start(),
    status: () => ({
      domain: root.names.dns,
      netbios: root.names.netbios,
      base: root.base,
      accounts: root.at(consoleOf(root)).countOfAccounts,
      lockout: root.policyAt(consoleOf(root)).lockout,
      domainControllers: controllers.map(({ name, dnsName, running, connections }) => {
        return { name, dnsName, running, connections };
      }),
    }),
  };
}

/** Ordinary users of the first domain, those described before those invented; machines and the built-in ones left out. */
function* accountsOf(
  domain: Domain,
  limit: number,
): Generator<{ sam: string; upn: string; enabled: boolean }> {
  const replica = domain.at(consoleOf(domain));
  let given = 0;
  for (const object of replica.subtree(replica.root.id)) {
    const account = accountOf(object);
    if (account?.upn === undefined || (account.userAccountControl & Uac.normalAccount) === 0) continue;
    if (given++ === limit) return;
    const enabled = (account.userAccountControl & Uac.accountDisabled) === 0;
    yield { sam: account.sam, upn: account.upn, enabled };
  }
}

/** Throws ForestError for what a domain would refuse. */
function setLockout(
  domain: Domain,
  changes: { readonly [Name in keyof LockoutPolicy]?: number | undefined },
): void {
  const dc = consoleOf(domain);
  const before = domain.policyAt(dc);
  const lockout: LockoutPolicy = {
    threshold: changes.threshold ?? before.lockout.threshold,
    duration: changes.duration ?? before.lockout.duration,
    observationWindow: changes.observationWindow ?? before.lockout.observationWindow,
  };
  if (lockout.threshold > 0 && lockout.duration > 0 && lockout.observationWindow > lockout.duration) {
    const text = 'the lockout observation window may not be longer than the lockout duration';
    throw new ForestError('PTALAB_FOREST_INVALID', text);
  }
  domain.write(dc, { id: domain.at(dc).root.id, values: lockoutAttributes(lockout) });
}

function controllerOf(controllers: readonly DomainController[], name: string): DomainController {
  const found = controllers.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const known = controllers.map((each) => each.name).join(', ');
  throw new ForestError('PTALAB_FOREST_NO_DC', `there is no domain controller ${name}; there are ${known}`);
}
