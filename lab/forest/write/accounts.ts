import type { HistorySink } from '../../history/history.ts';
import { escapeDnValue } from '../../ldap/dn.ts';
import type { AttributeValues } from '../../ldap/message.ts';
import { ForestError } from '../core/errors.ts';
import type { Domain } from '../domain/domain.ts';
import { Uac } from '../domain/user-account-control.ts';
import { GroupType } from '../domain/well-known.ts';
import type { DirectoryObject, ObjectId, Value } from '../store/object.ts';
import type { Forest } from '../topology/forest.ts';
import { make } from './add.ts';
import { attempted } from './attempted.ts';
import { change } from './modify.ts';
import { move } from './modify-dn.ts';
import { erase } from './remove.ts';
import { labWriting, type Writing } from './writing.ts';

/** Values by attribute name; text, bytes or several. */
export type Attributes = Readonly<Record<string, Value | readonly Value[]>>;

export interface NewUser {
  readonly sam: string;
  readonly upn?: string | undefined;
  /** `CN`; the sAMAccountName unless given. */
  readonly name?: string | undefined;
  readonly givenName?: string | undefined;
  readonly surname?: string | undefined;
  readonly parentDn: string;
  /** Must keep to the domain's policy. */
  readonly password?: string | undefined;
  readonly enabled: boolean;
  readonly attributes?: Attributes;
}

export interface NewGroup {
  readonly sam: string;
  readonly name?: string | undefined;
  readonly parentDn: string;
  readonly scope: Exclude<keyof typeof GroupType, 'builtin'>;
  /** DNs, `<GUID=…>` or `<SID=…>`. */
  readonly members?: readonly string[];
}

export interface AccountsPlace {
  readonly forest: Forest;
  readonly domain: Domain;
  readonly dc: string;
  readonly history: HistorySink;
}

/**
 * What the lab itself writes to a directory: by the same rules as an administrator over LDAP, and with all rights. Every
 * method throws ForestError with the reason.
 */
export class Accounts {
  readonly #writing: Writing;

  constructor(place: AccountsPlace) {
    this.#writing = labWriting(place);
  }

  createUser({
    sam,
    upn,
    name = sam,
    givenName,
    surname,
    password,
    enabled,
    ...rest
  }: NewUser): DirectoryObject {
    const flags = Uac.normalAccount | (enabled ? 0 : Uac.accountDisabled);
    const free = password === undefined && !enabled ? Uac.passwordNotRequired : 0;
    return this.create(rest.parentDn, 'CN', name, {
      objectClass: 'user',
      sAMAccountName: sam,
      userAccountControl: String(flags | free),
      ...(upn !== undefined && { userPrincipalName: upn }),
      ...(givenName !== undefined && { givenName }),
      ...(surname !== undefined && { sn: surname }),
      ...(password !== undefined && { unicodePwd: quoted(password) }),
      ...rest.attributes,
    });
  }

  createGroup({ sam, name = sam, parentDn, scope, members = [] }: NewGroup): DirectoryObject {
    return this.create(parentDn, 'CN', name, {
      objectClass: 'group',
      sAMAccountName: sam,
      groupType: String(GroupType[scope]),
      ...(members.length > 0 && { member: members }),
    });
  }

  createUnit(parentDn: string, name: string): DirectoryObject {
    return this.create(parentDn, 'OU', name, { objectClass: 'organizationalUnit' });
  }

  /** Any object. @param type of the naming attribute: `CN` or `OU` */
  create(parentDn: string, type: string, name: string, attributes: Attributes): DirectoryObject {
    const dn = `${type}=${escapeDnValue(name)},${parentDn}`;
    const id = attempted(`cannot make ${dn}`, () =>
      make(this.#writing, { dn, attributes: listed(attributes) }),
    );
    return this.#get(id, dn);
  }

  /** Exactly these members. */
  setMembers(group: string, members: readonly string[]): void {
    this.set(group, { member: members });
  }

  /** New values in place of the old ones; none take an attribute away. */
  set(dn: string, attributes: Attributes): void {
    const changes = listed(attributes).map((each) => ({ kind: 'replace' as const, ...each }));
    attempted(`cannot change ${dn}`, () => change(this.#writing, { dn, changes }));
  }

  /** An administrator's reset, which keeps to the policy's length and complexity. */
  resetPassword(dn: string, password: string): void {
    this.set(dn, { unicodePwd: quoted(password) });
  }

  rename(dn: string, newRdn: string, newSuperior?: string): void {
    attempted(`cannot rename ${dn}`, () =>
      move(this.#writing, { dn, newRdn, deleteOldRdn: true, newSuperior }),
    );
  }

  remove(dn: string, withTree = false): void {
    attempted(`cannot delete ${dn}`, () => erase({ ...this.#writing, treeDelete: withTree }, dn));
  }

  #get(id: ObjectId, dn: string): DirectoryObject {
    const { domain, dc } = this.#writing;
    const object = domain.at(dc).get(id);
    if (object === undefined) throw new ForestError('PTALAB_FOREST_INVALID', `${dn} is not there`);
    return object;
  }
}

function listed(attributes: Attributes): AttributeValues[] {
  const one = (value: Value): Buffer => (Buffer.isBuffer(value) ? value : Buffer.from(value));
  return Object.entries(attributes).map(([type, values]) => {
    const all = typeof values === 'string' || Buffer.isBuffer(values) ? [values] : values;
    return { type, values: all.map(one) };
  });
}

/** A password as `unicodePwd` takes it. */
function quoted(password: string): Buffer {
  return Buffer.from(`"${password}"`, 'utf16le');
}
