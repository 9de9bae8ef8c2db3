import { forestConfig } from '../forest/config.ts';
import { accountOf, type Account } from '../forest/domain/account.ts';
import type { Domain } from '../forest/domain/domain.ts';
import { isLockedOut } from '../forest/domain/user-account-control.ts';
import { authenticate } from '../forest/logon/authenticate.ts';
import type { SubCode } from '../forest/logon/sub-code.ts';
import { policyFor } from '../forest/passwords/password-settings.ts';
import { proofBy } from '../forest/passwords/proof.ts';
import { passwordValues } from '../forest/passwords/stored-password.ts';
import { raiseForests } from '../forest/raise/index.ts';
import { unlock } from '../forest/logon/lockout.ts';
import { surroundingsOf } from '../forest/topology/surroundings.ts';
import type { Forest } from '../forest/topology/forest.ts';
import type { DirectoryPolicy } from './sides.ts';

const SAM = 'target';
export const TARGET = `${SAM}@contoso.com`;
const DC = 'DC1';
const DAY = 86_400_000;

/** The target's passwords, the newest last. */
const PASSWORDS = [
  'Fourth-Last-Passw0rd',
  'Third-Last-Passw0rd',
  'Last-But-One-Passw0rd',
  'Present-Passw0rd',
] as const;
export const OLDER_PASSWORD = PASSWORDS[0];
export const FORMER_PASSWORD = PASSWORDS[2];
export const PASSWORD = PASSWORDS[3];

export interface DirectoryAnswer {
  readonly refused: SubCode | undefined;
  /** The lock that this try led to. */
  readonly lock: { readonly until: number } | undefined;
}

/** The forest's own logon and lockout, with one account under the policy; no sockets. */
export class DirectoryTarget {
  readonly #domain: Domain;
  readonly #forest: Forest;
  readonly #ask: (password: string) => DirectoryAnswer;

  constructor(policy: DirectoryPolicy, now: () => number) {
    const config = configOf(policy);
    const { estate } = raiseForests(config, { seed: 'lockout advice', now });
    const forest = estate.home;
    const domain = forest.root;
    const surroundings = surroundingsOf(estate, { forest, domain, dc: DC });
    this.#domain = domain;
    this.#forest = forest;
    this.#ask = (password) => {
      const request = { forest, domain, dc: DC, name: TARGET, workstation: 'AGENT1', surroundings };
      const { refused, locked } = authenticate({ ...request, proof: proofBy(password) });
      const until = now() + (policy.lockout.duration || Number.POSITIVE_INFINITY);
      return { refused, lock: locked === true ? { until } : undefined };
    };
    for (const password of PASSWORDS) this.#setPassword(password, policy.historyLength, now() - DAY);
  }

  tryPassword(password: string): DirectoryAnswer {
    return this.#ask(password);
  }

  isLocked(): boolean {
    const policy = policyFor({ forest: this.#forest, domain: this.#domain, dc: DC }, this.#account());
    return isLockedOut(this.#account(), policy, this.#domain.timeAt(DC));
  }

  /** `badPwdCount` at the domain controller. */
  get badTries(): number {
    return this.#domain.at(DC).logons.read(this.#account().id).badPwdCount;
  }

  /** An administrator of the domain unlocks. */
  unlock(): void {
    unlock(this.#domain, DC, this.#account());
  }

  #setPassword(password: string, historyLength: number, pwdLastSet: number): void {
    const { object, id } = this.#account();
    this.#domain.write(DC, { id, values: passwordValues(object, { password, pwdLastSet, historyLength }) });
  }

  #account(): Account {
    const account = accountOf(this.#domain.at(DC).find('samaccountname', SAM)[0]);
    if (account === undefined) throw new Error(`the forest was raised without ${SAM}`);
    return account;
  }
}

function configOf({ lockout, historyLength, sparesOldPasswords }: DirectoryPolicy) {
  return forestConfig.parse({
    domainControllers: [{ name: DC, sparesOldPasswords }],
    lockout: {
      threshold: lockout.threshold,
      duration: `${lockout.duration}ms`,
      observationWindow: `${lockout.observationWindow}ms`,
    },
    passwordPolicy: { history: historyLength, maxAge: '0s', minAge: '0s' },
    users: { generate: 0, named: [{ sam: SAM, upn: TARGET, password: PASSWORDS[0] }] },
  });
}
