import type { Account } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import { Rid } from '../domain/well-known.ts';
import type { ObjectId } from '../store/object.ts';
import type { Caller, DirectoryContext } from '../topology/context.ts';
import type { Forest } from '../topology/forest.ts';
import { tokenSids } from './token.ts';

const ADMINISTRATORS = 'S-1-5-32-544';
const ACCOUNT_OPERATORS = 'S-1-5-32-548';

/** Who an account is to access decisions: its groups as the domain controller that bound it has them. */
export function callerOf(forest: Forest, domain: Domain, dc: string, account: Account): Caller {
  return new BoundCaller(forest, domain, dc, account);
}

class BoundCaller implements Caller {
  readonly domain: Domain;
  readonly #forest: Forest;
  readonly #dc: string;
  readonly #account: Account;
  #groups: ReadonlySet<string> | undefined;

  constructor(forest: Forest, domain: Domain, dc: string, account: Account) {
    this.domain = domain;
    this.#forest = forest;
    this.#dc = dc;
    this.#account = account;
  }

  get id(): ObjectId {
    return this.#account.id;
  }

  get sam(): string {
    return this.#account.sam;
  }

  get sid(): string {
    return this.#account.sid;
  }

  /** Most callers only bind: their groups are looked up when somebody asks, and then stay. */
  get groups(): ReadonlySet<string> {
    this.#groups ??= tokenSids(this.#forest, this.domain, this.#dc, this.#account.object);
    return this.#groups;
  }
}

type Asked = Pick<DirectoryContext, 'caller' | 'domain' | 'forest'>;

/** Whether the caller administers the domain that was asked. */
export function isAdministrator({ caller, domain, forest }: Asked): boolean {
  if (caller === undefined) return false;
  const { groups } = caller;
  return (
    groups.has(`${forest.root.sid}-${Rid.enterpriseAdmins}`) ||
    groups.has(`${domain.sid}-${Rid.domainAdmins}`) ||
    (caller.domain === domain && groups.has(ADMINISTRATORS))
  );
}

/** Account operators manage users, groups and computers, but for those that are protected. */
export function isAccountOperator({ caller, domain }: Pick<Asked, 'caller' | 'domain'>): boolean {
  return caller !== undefined && caller.domain === domain && caller.groups.has(ACCOUNT_OPERATORS);
}

/** "Reset password" on the whole domain, as Entra Connect's account is granted for password writeback. */
export function mayReset({ caller, domain }: Pick<Asked, 'caller' | 'domain'>): boolean {
  return caller?.domain === domain && domain.resetters.has(caller.sam.toLowerCase());
}

/** "Replicating Directory Changes": administrators, and whom the domain grants it. */
export function mayReplicate(context: Asked): boolean {
  const { caller, domain } = context;
  if (caller === undefined) return false;
  return (
    isAdministrator(context) || (caller.domain === domain && domain.replicators.has(caller.sam.toLowerCase()))
  );
}

/** Classes whose objects account operators may make and manage. */
export const OPERATED: readonly string[] = ['user', 'group', 'computer', 'inetOrgPerson'];
