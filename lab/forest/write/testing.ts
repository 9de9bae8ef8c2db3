import type { HistoryEntry } from '../../history/event.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import type { AttributeValues } from '../../ldap/message.ts';
import { callerOf } from '../access/rights.ts';
import { accountOf } from '../domain/account.ts';
import { createTestForest, NOTHING_BEYOND, type TestDomainOptions } from '../domain/testing.ts';
import { authenticate } from '../logon/authenticate.ts';
import { proofBy } from '../passwords/proof.ts';
import { passwordValues } from '../passwords/stored-password.ts';
import type { DirectoryObject, Value } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import { add } from './add.ts';
import { modifyDn } from './modify-dn.ts';
import { modify } from './modify.ts';
import { remove } from './remove.ts';

export const BASE = 'DC=contoso,DC=lab';
export const STAFF = `OU=Staff,${BASE}`;
export const RIGHT = 'Right-Passw0rd';

export type Attributes = Readonly<Record<string, Value | readonly Value[]>>;
export type Change = readonly [kind: 'add' | 'delete' | 'replace', attribute: string, ...values: Value[]];

/** A value of unicodePwd as clients send it. */
export function quoted(password: string): Buffer {
  return Buffer.from(`"${password}"`, 'utf16le');
}

/** A forest of one domain that is written to as over LDAP; answers are `code win32`, such as `68 00000524`. */
export function createWriteWorld(options: TestDomainOptions = {}) {
  const { forest, domain, clock } = createTestForest(options);
  const events: HistoryEntry[] = [];
  const history = { append: (entry: HistoryEntry) => void events.push(entry), alias: () => {} };
  const place = { forest, domain, dc: 'DC1', globalCatalog: false, from: 'CONNECT1', secure: true };
  const context: DirectoryContext = { ...place, history, caller: undefined };
  const find = (sam: string, dc = 'DC1'): DirectoryObject | undefined =>
    domain.at(dc).find('samaccountname', sam)[0];
  const as = (sam: string, more: Partial<DirectoryContext> = {}): DirectoryContext => {
    const account = accountOf(find(sam));
    const caller = account === undefined ? undefined : callerOf(forest, domain, 'DC1', account);
    return { ...context, caller, ...more };
  };
  const set = passwordValues(undefined, { password: RIGHT, pwdLastSet: clock.now, historyLength: 24 });
  domain.write('DC1', { id: find('Administrator')?.id ?? '', values: set });
  const admin = as('Administrator');
  const requests = requestsBy(admin);
  return {
    ...{ domain, events, context, as, admin, find, ...requests, ...usual(requests.add) },
    /** Values as text. */
    values: (sam: string, attribute: string, dc = 'DC1'): string[] =>
      (find(sam, dc)?.values(attribute.toLowerCase()) ?? []).map(String),
    /** A logon by down-level name: `accepted`, or the sub-code. */
    bind: (sam: string, password = RIGHT): string => {
      const attempt = { forest, domain, dc: 'DC1', workstation: 'AGENT1', surroundings: NOTHING_BEYOND };
      const name = `CONTOSO\\${sam}`;
      return authenticate({ ...attempt, name, proof: proofBy(password) }).refused ?? 'accepted';
    },
    /** DN of an object by its id. */
    names: (id: string): string => {
      const object = domain.at('DC1').get(id);
      return object === undefined ? 'nothing' : domain.at('DC1').dnOf(object);
    },
  };
}

function requestsBy(admin: DirectoryContext) {
  const controls = (oids: readonly string[]) => oids.map((oid) => ({ oid, critical: true }));
  return {
    add: (dn: string, attributes: Attributes, by = admin): string =>
      said(() => add(by, { kind: 'add', dn, attributes: listed(attributes) }, [])),
    modify: (dn: string, wanted: readonly Change[], by = admin, oids: readonly string[] = []): string => {
      const changes = wanted.map(([kind, type, ...values]) => ({ kind, type, values: values.map(bytes) }));
      return said(() => modify(by, { kind: 'modify', dn, changes }, controls(oids)));
    },
    rename: (dn: string, newRdn: string, newSuperior?: string, by = admin, deleteOldRdn = true): string =>
      said(() => modifyDn(by, { kind: 'modifyDn', dn, newRdn, deleteOldRdn, newSuperior })),
    remove: (dn: string, by = admin, oids: readonly string[] = []): string =>
      said(() => remove(by, { kind: 'delete', dn }, controls(oids))),
  };
}

function usual(make: (dn: string, attributes: Attributes) => string) {
  return {
    /** An enabled user with the right password, as the differential suite makes them. */
    user: (name: string, attributes: Attributes = {}): string =>
      make(`CN=${name},${STAFF}`, {
        ...{ objectClass: 'user', sAMAccountName: name, userPrincipalName: `${name}@contoso.lab` },
        ...{ userAccountControl: '512', unicodePwd: quoted(RIGHT), ...attributes },
      }),
    /** A global group unless said otherwise, with members by their CN. */
    group: (name: string, type = '-2147483646', member: readonly string[] = []): string =>
      make(`CN=${name},${STAFF}`, {
        ...{ objectClass: 'group', sAMAccountName: name, groupType: type },
        ...(member.length === 0 ? {} : { member: member.map((each) => `CN=${each},${STAFF}`) }),
      }),
  };
}

function bytes(value: Value): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value);
}

function listed(attributes: Attributes): AttributeValues[] {
  return Object.entries(attributes).map(([type, values]) => {
    const all = typeof values === 'string' || Buffer.isBuffer(values) ? [values] : values;
    return { type, values: all.map(bytes) };
  });
}

function said(write: () => { readonly code: number }): string {
  try {
    return String(write().code);
  } catch (error) {
    if (!(error instanceof LdapRefusalError)) throw error;
    const { code, diagnosticMessage = '' } = error.result;
    return `${code} ${diagnosticMessage.slice(0, 8)}`;
  }
}
