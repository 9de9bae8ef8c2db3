import type { ControlImplementation } from '../control/control.ts';
import type { HistorySink } from '../history/history.ts';
import { isPasswordExpired, mustChange } from './core/account-control.ts';
import type { Account } from './core/account.ts';
import type { AccountChanges, Domain } from './core/domain.ts';
import { ForestError } from './core/errors.ts';
import { checkLockoutPolicy } from './config.ts';
import type { AccountReport, forestContract } from './control.ts';
import type { DomainController } from './domain-controller.ts';
import type { Staff } from './staff.ts';

export interface AdministrationOptions {
  readonly domain: Domain;
  readonly history: HistorySink;
  readonly staff: Staff;
  readonly domainControllers: readonly DomainController[];
}

/** The forest's control interface: what an administrator does with the usual consoles. */
export function administration(options: AdministrationOptions): ControlImplementation<typeof forestContract> {
  const { domain, staff } = options;
  const change = (user: string, changes: AccountChanges): void =>
    domain.change(domain.account(user), changes);
  return {
    addUser: (wanted) => {
      const { dn, upn } = staff.hire({ ...wanted, parent: `OU=${wanted.ou},${domain.base}` });
      return { dn, upn };
    },
    removeUser: ({ user }) => staff.dismiss(domain.account(user)),
    setPassword: ({ user, password }) => staff.setPassword(domain.account(user), password),
    passwordOf: ({ user }) => ({ password: staff.passwordOf(domain.account(user)) }),
    setEnabled: ({ user, enabled }) => change(user, { enabled }),
    expirePassword: ({ user }) => staff.expirePassword(domain.account(user)),
    requirePasswordChange: ({ user }) => change(user, { pwdLastSet: 0, passwordNeverExpires: false }),
    setAccountExpires: ({ user, at }) =>
      change(user, { accountExpires: at === null ? undefined : Date.parse(at) }),
    unlock: ({ user }) => unlock(options, domain.account(user)),
    account: ({ user }) => report(domain, domain.account(user)),
    accounts: () => ({
      accounts: [...domain.accounts].map(({ sam, upn, enabled }) => ({ sam, upn, enabled })),
    }),
    setLockoutPolicy: (changes) => {
      const lockout = checkLockoutPolicy({ ...domain.policy.lockout, ...given(changes) });
      domain.policy = { ...domain.policy, lockout };
    },
    stopDomainController: ({ name }) => domainController(options, name).stop(),
    startDomainController: ({ name }) => domainController(options, name).start(),
    status: () => ({
      domain: domain.names.dns,
      netbios: domain.names.netbios,
      base: domain.base,
      accounts: domain.accounts.size,
      lockout: domain.policy.lockout,
      domainControllers: options.domainControllers.map(({ name, dnsName, running, connections }) => {
        return { name, dnsName, running, connections };
      }),
    }),
  };
}

function unlock({ domain, history }: AdministrationOptions, account: Account): void {
  const { sam, upn } = account;
  if (!domain.unlock(account)) return;
  const data = { account: sam, upn, by: 'administrator' };
  history.append({ component: domain.pdcEmulator, kind: 'account.unlocked', data });
}

function domainController({ domainControllers }: AdministrationOptions, name: string): DomainController {
  const found = domainControllers.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const known = domainControllers.map((each) => each.name).join(', ');
  throw new ForestError('PTALAB_FOREST_NO_DC', `there is no domain controller ${name}; there are ${known}`);
}

/** Without the members that are undefined. */
function given<T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function report(domain: Domain, account: Account): AccountReport {
  const counters = domain.domainControllers.map((dc) => [dc, account.counters.get(dc)] as const);
  const lastLogon = Math.max(...counters.map(([, each]) => each?.lastLogon ?? 0));
  const now = domain.now();
  return {
    sam: account.sam,
    upn: account.upn,
    dn: account.dn,
    objectGuid: account.guid,
    enabled: account.enabled,
    lockedOut: domain.isLockedOut(account),
    lockoutTime: account.lockoutTime || null,
    badPwdCount: account.counters.get(domain.pdcEmulator)?.badPwdCount ?? 0,
    badPwdCountByDc: Object.fromEntries(counters.map(([dc, each]) => [dc, each?.badPwdCount ?? 0])),
    lastLogon: lastLogon || null,
    pwdLastSet: account.pwdLastSet || null,
    mustChangePassword: mustChange(account),
    passwordExpired: isPasswordExpired(account, domain.policy, now),
    accountExpires: account.accountExpires ?? null,
  };
}
