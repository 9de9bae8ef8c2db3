import { accountOf, type Account } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import type { Forest } from '../topology/forest.ts';
import type { ForeignAccount } from '../topology/foreign.ts';
import type { Surroundings } from '../topology/surroundings.ts';
import type { PasswordProof } from '../passwords/proof.ts';
import { logon, type LogonVerdict } from './logon.ts';
import { resolveName } from './resolve-name.ts';
import type { SubCode } from './sub-code.ts';

export interface Authentication {
  readonly forest: Forest;
  /** The domain controller that was asked, and its domain. */
  readonly domain: Domain;
  readonly dc: string;
  readonly name: string;
  readonly proof: PasswordProof;
  /** The calling host. */
  readonly workstation: string;
  readonly surroundings: Surroundings;
}

/** The account that a name meant, where it was judged, and the verdict. */
export interface Authenticated extends LogonVerdict {
  /** Undefined when nobody bears the name. */
  readonly account?: Account;
  readonly forest?: Forest;
  readonly domain?: Domain;
  /** The domain controller that judged. */
  readonly dc?: string;
}

/** ERROR_NO_LOGON_SERVERS: no domain controller of the account's domain can be asked. */
const NO_LOGON_SERVERS: SubCode = '51f';

/** Finds who is meant, goes to a domain controller of that domain, and has it judge. */
export function authenticate(request: Authentication): Authenticated {
  const { forest, domain, dc, name, proof, workstation, surroundings } = request;
  const named = resolveName(forest, domain, dc, name);
  if (named === undefined) return judgeForeign(request);
  const judge = named.domain === domain ? dc : surroundings.nearest(named.domain);
  if (judge === undefined) return { refused: NO_LOGON_SERVERS };
  const account = named.domain === domain ? named.account : asKnownAt(named, judge);
  const place = { forest, domain: named.domain, dc: judge, account };
  return { ...place, ...logon({ ...place, proof, workstation }) };
}

/** Judged in its own forest; whether it may log on here is asked after its password was right. */
function judgeForeign({ forest, surroundings, name, proof, workstation }: Authentication): Authenticated {
  const found = surroundings.foreign(name, workstation);
  if (found === undefined) return { refused: forest.settings.unknownUser };
  if ('refused' in found) return found;
  const { admits, ...rest } = found;
  const place = { ...rest, account: asKnownAt(rest, rest.dc) };
  const verdict = logon({ ...place, proof, workstation });
  const barred = verdict.refused === undefined ? admits() : undefined;
  return { ...place, ...verdict, ...(barred === undefined ? {} : { refused: barred }) };
}

/** An account that another domain controller has named, as the one that judges has it. */
function asKnownAt({ domain, account }: Pick<ForeignAccount, 'domain' | 'account'>, dc: string): Account {
  return accountOf(domain.at(dc).get(account.id)) ?? account;
}
