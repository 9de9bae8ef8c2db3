import { callerOf } from '../access/rights.ts';
import { accountOf } from '../domain/account.ts';
import { createTestForest, type TestDomainOptions } from '../domain/testing.ts';
import { GroupType } from '../domain/well-known.ts';
import { LdapRefusalError } from '../../ldap/errors.ts';
import { parseFilter } from '../../ldap/filter-parser.ts';
import type { LdapControl, LdapResult } from '../../ldap/message.ts';
import type { SearchRequest } from '../../ldap/requests.ts';
import type { OutgoingEntry } from '../../ldap/responses.ts';
import type { Values } from '../store/object.ts';
import type { DirectoryContext } from '../topology/context.ts';
import type { ForestSettings } from '../topology/settings.ts';
import { Notifications } from './notification.ts';
import { PagedWalks } from './paging.ts';
import { search } from './search.ts';

export interface Asked extends Partial<Omit<SearchRequest, 'filter'>> {
  /** Text (RFC 4515). */
  readonly filter?: string;
  readonly controls?: readonly LdapControl[];
  /** `sAMAccountName` of who asks; nobody by default asks as the administrator. '' is anonymous. */
  readonly as?: string;
  readonly paged?: PagedWalks;
  readonly globalCatalog?: boolean;
  readonly dc?: string;
}

export interface Answered {
  readonly result: LdapResult;
  readonly entries: readonly OutgoingEntry[];
  readonly references: readonly string[];
  readonly controls: readonly LdapControl[];
}

/** A forest `contoso.lab` that can be searched without a connection. */
export function createReadable(options: TestDomainOptions = {}, settings: Partial<ForestSettings> = {}) {
  const made = createTestForest(options, settings);
  const { domain, forest, clock } = made;
  const staff = domain.at('DC1').byKey(`ou=staff\u0000${domain.baseKey}`)?.id ?? '';

  const add = (cn: string, classes: string[], values: Record<string, Values>, parent = staff): string => {
    const id = domain.newId();
    const all = { objectclass: classes, cn: [cn], objectsid: [domain.newSid()], ...values };
    const category = classes.includes('group') ? 'Group' : 'Person';
    domain.write('DC1', {
      id,
      place: { parent, rdn: { type: 'CN', value: cn } },
      values: new Map<string, Values>([
        ...Object.entries(all),
        ['objectcategory', [`CN=${category},${forest.schemaDn}`]],
      ]),
    });
    return id;
  };
  const user = (sam: string, values: Record<string, Values> = {}): string =>
    add(sam, ['top', 'person', 'organizationalPerson', 'user'], {
      ...{ samaccountname: [sam], userprincipalname: [`${sam}@contoso.lab`] },
      ...{ useraccountcontrol: ['512'], primarygroupid: ['513'], samaccounttype: ['805306368'] },
      ...values,
    });
  const group = (name: string, members: string[]): string =>
    add(name, ['top', 'group'], {
      ...{ samaccountname: [name], grouptype: [String(GroupType.global)], member: members },
    });

  const contextOf = ({
    as = 'Administrator',
    globalCatalog = false,
    dc = 'DC1',
  }: Asked): DirectoryContext => {
    const account = as === '' ? undefined : accountOf(domain.at(dc).find('samaccountname', as)[0]);
    return {
      ...{
        forest,
        domain,
        dc,
        globalCatalog,
        from: 'TEST',
        secure: true,
        history: { append: () => {}, alias: () => {} },
      },
      caller: account && callerOf(forest, domain, dc, account),
    };
  };

  const ask = (asked: Asked = {}): Answered => askIn(contextOf(asked), asked);

  /** CNs found, in order. */
  const names = (filter: string, more: Omit<Asked, 'filter'> = {}): string[] =>
    ask({ filter, ...more }).entries.map(({ dn }) => /^\w+=([^,]+)/.exec(dn)?.[1] ?? dn);

  return { ...made, staff, add, user, group, contextOf, ask, names, clock };
}

/** Asks at one domain controller; the base is its domain unless another is given. */
export function askIn(context: DirectoryContext, asked: Asked): Answered {
  const { filter = '(objectClass=*)', controls = [], paged = new PagedWalks() } = asked;
  const request: SearchRequest = {
    ...{ kind: 'search', base: context.domain.base, scope: 'sub', sizeLimit: 0, timeLimit: 0 },
    ...{ typesOnly: false, attributes: ['cn'] },
    ...asked,
    filter: parseFilter(filter),
  };
  return drained(() => search(context, request, controls, { paged, notifications: new Notifications() }));
}

/** Walks a search to its end. */
function drained(begin: () => ReturnType<typeof search>): Answered {
  const entries: OutgoingEntry[] = [];
  const references: string[] = [];
  try {
    const walk = begin();
    if (!('next' in walk)) {
      const found = walk.entries.filter((each) => 'dn' in each);
      return { result: walk.result, entries: found, references, controls: walk.controls ?? [] };
    }
    for (;;) {
      const { done, value } = walk.next();
      if (done === true) return { result: value.result, entries, references, controls: value.controls ?? [] };
      if (value === undefined) continue;
      if ('dn' in value) entries.push(value);
      else if ('references' in value) references.push(...value.references);
    }
  } catch (error) {
    if (!(error instanceof LdapRefusalError)) throw error;
    return { result: error.result, entries, references, controls: [] };
  }
}

/** Values of one attribute of an entry, under the name it was answered with. */
export function valuesIn(entry: OutgoingEntry | undefined, name: string): (string | Uint8Array)[] {
  return [...(entry?.attributes.find(([each]) => each === name)?.[1] ?? [])];
}
