import { accountOf, type Account } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import { ForestError } from '../core/errors.ts';
import type { Write } from '../store/change.ts';
import type { Values } from '../store/object.ts';
import type { Estate } from '../topology/estate.ts';
import type { Forest } from '../topology/forest.ts';

/** An account, where an administrator finds it: at the PDC emulator, or at another that runs. */
export interface Found {
  readonly forest: Forest;
  readonly domain: Domain;
  readonly dc: string;
  readonly account: Account;
}

/** The domain controller that an administrator's console talks to. */
export function consoleOf(domain: Domain): string {
  if (domain.isRunning(domain.pdcEmulator)) return domain.pdcEmulator;
  return domain.controllers.find(({ running }) => running)?.name ?? domain.pdcEmulator;
}

/** Somebody of any forest by sAMAccountName, UPN or `DOMAIN\\sam`. Throws ForestError. */
export function findAccount(estate: Estate, user: string): Found {
  const { label, sam } = partsOf(user);
  for (const forest of estate.forests) {
    for (const domain of forest.domains) {
      const dc = consoleOf(domain);
      const replica = domain.at(dc);
      const isMeant = label === undefined || isNamed(domain, label);
      const [object] = [
        ...(isMeant ? replica.find('samaccountname', sam) : []),
        ...replica.find('userprincipalname', user),
      ];
      const account = accountOf(object);
      if (account !== undefined) return { forest, domain, dc, account };
    }
  }
  throw new ForestError('PTALAB_FOREST_NO_ACCOUNT', `${estate.home.root.names.dns} has no account ${user}`);
}

/** `DOMAIN\\sam`, or the implicit UPN `sam@dns.name` that everybody has. */
function partsOf(user: string): { readonly label: string | undefined; readonly sam: string } {
  const [, netbios, below = ''] = /^([^\\]*)\\(.*)$/.exec(user) ?? [];
  if (netbios !== undefined) return { label: netbios, sam: below };
  const at = user.lastIndexOf('@');
  return at < 0 ? { label: undefined, sam: user } : { label: user.slice(at + 1), sam: user.slice(0, at) };
}

function isNamed({ names }: Domain, label: string): boolean {
  return names.netbios === label.toUpperCase() || names.dns === label.toLowerCase();
}

/** Writes attributes of an account, given by name in lower case. */
export function set({ domain, dc, account }: Found, values: Readonly<Record<string, Values>>): void {
  const write: Write = { id: account.id, values: new Map(Object.entries(values)) };
  domain.write(dc, write);
}
