import { describe, expect, test } from 'vitest';
import { forestConfig } from '../config.ts';
import { callerOf } from '../access/rights.ts';
import { accountOf } from '../domain/account.ts';
import { raiseForests } from '../raise/index.ts';
import { Oid } from '../../ldap/oids.ts';
import { askIn, valuesIn, type Answered, type Asked } from './testing.ts';

const config = forestConfig.parse({
  domain: 'corp.contoso.com',
  users: { generate: 0, named: [{ sam: 'ada', upn: 'ada@corp.contoso.com' }] },
  domains: [
    { domain: 'eu.corp.contoso.com', users: { named: [{ sam: 'eva', upn: 'eva@eu.corp.contoso.com' }] } },
  ],
});
const { home: forest } = raiseForests(config, { seed: 'test', now: () => 0 }).estate;
const [root, eu] = forest.domains;

/** As the root domain's administrator, at DC1. */
function ask(asked: Asked): Answered {
  const account = accountOf(root.at('DC1').find('samaccountname', 'Administrator')[0]);
  return askIn(
    {
      ...{ forest, domain: root, dc: 'DC1', globalCatalog: asked.globalCatalog ?? false },
      ...{ from: 'TEST', secure: true, history: { append: () => {}, alias: () => {} } },
      caller: account && callerOf(forest, root, 'DC1', account),
    },
    asked,
  );
}
const names = ({ entries }: Answered): string[] => entries.map(({ dn }) => dn.slice(3, dn.indexOf(',')));
const both = '(|(sAMAccountName=ada)(sAMAccountName=eva))';
const euBase = eu?.base ?? '';

describe('a domain controller on its own port', () => {
  test('goes on in the child domain and the configuration, and sends elsewhere who asks for another domain', () => {
    const answer = ask({ filter: both });
    expect(names(answer)).toEqual(['ada']);
    expect(answer.references).toEqual([
      `ldap://eu.corp.contoso.com/${euBase}`,
      'ldap://corp.contoso.com/CN=Configuration,DC=corp,DC=contoso,DC=com',
    ]);
    expect(ask({ base: `OU=x,${euBase}` }).result).toMatchObject({
      code: 10,
      referrals: [`ldap://eu.corp.contoso.com/OU=x,${euBase}`],
    });
    expect(ask({ base: '', filter: both }).result.code).toBe(32);
  });

  test('goes on itself when the phantom root is asked for', () => {
    const value = Buffer.from('3003020102', 'hex');
    const controls = [{ oid: Oid.searchOptions, critical: true, value }];
    expect(names(ask({ base: '', filter: both, controls }))).toEqual(['ada', 'eva']);
  });

  test('tells in its configuration of the schema below', () => {
    expect(ask({ base: forest.configurationDn, filter: '(cn=none)' }).references).toEqual([
      `ldap://corp.contoso.com/${forest.schemaDn}`,
    ]);
  });
});

describe('the global catalog', () => {
  const gc = { globalCatalog: true };
  test('searches all domains, from the root or from nowhere, and the configuration', () => {
    expect(names(ask({ ...gc, filter: both }))).toEqual(['ada', 'eva']);
    expect(names(ask({ ...gc, base: '', filter: both }))).toEqual(['ada', 'eva']);
    expect(names(ask({ ...gc, base: euBase, filter: both }))).toEqual(['eva']);
    expect(ask({ ...gc, filter: both }).references).toEqual([]);
    expect(names(ask({ ...gc, base: '', filter: '(objectClass=site)' }))).toHaveLength(1);
    expect(names(ask({ ...gc, base: '', scope: 'one' }))).toEqual(['corp']);
    expect(ask({ ...gc, base: `CN=ghost,${euBase}` }).result).toMatchObject({ code: 32, matchedDn: euBase });
  });

  test('has a part of the attributes', () => {
    const [entry] = ask({ ...gc, filter: '(sAMAccountName=eva)', attributes: ['*'] }).entries;
    expect(valuesIn(entry, 'userPrincipalName')).toEqual(['eva@eu.corp.contoso.com']);
    expect(entry?.attributes.map(([name]) => name)).not.toContain('badPwdCount');
    expect(names(ask({ ...gc, filter: '(badPwdCount=0)' }))).toEqual([]);
  });
});

test('the global catalog has the members of universal groups of other domains, and of no others', () => {
  const groups = ['global', 'universal', 'domainLocal'] as const;
  const config = forestConfig.parse({
    domain: 'corp.contoso.com',
    users: { generate: 0 },
    domains: [
      {
        domain: 'eu.corp.contoso.com',
        users: { named: [{ sam: 'eva', upn: 'eva@eu.corp.contoso.com' }] },
        groups: groups.map((scope) => ({ name: `eu ${scope}`, scope, members: ['eva'] })),
      },
    ],
  });
  const { home } = raiseForests(config, { seed: 'test', now: () => 0 }).estate;
  const at = (domain: typeof home.root, globalCatalog: boolean) => (filter: string, attribute: string) => {
    const dc = domain.pdcEmulator;
    const account = accountOf(domain.at(dc).find('samaccountname', 'Administrator')[0]);
    const caller = account && callerOf(home, domain, dc, account);
    const quiet = { from: 'TEST', secure: true, history: { append: () => {}, alias: () => {} } };
    const context = { forest: home, domain, dc, globalCatalog, caller, ...quiet };
    const base = globalCatalog ? '' : domain.base;
    const { entries } = askIn(context, { base, filter, attributes: [attribute] });
    return valuesIn(entries[0], attribute);
  };
  const [, child = home.root] = home.domains;
  const abroad = at(home.root, true);
  expect(abroad('(cn=eu universal)', 'member')).toHaveLength(1);
  expect(abroad('(cn=eu global)', 'member')).toEqual([]);
  expect(abroad('(cn=eva)', 'memberOf')).toEqual([expect.stringContaining('CN=eu universal')]);
  const chain =
    '(&(cn=eva)(memberOf:1.2.840.113556.1.4.1941:=CN=eu global,OU=Staff,DC=eu,DC=corp,DC=contoso,DC=com))';
  expect(abroad(chain, 'cn')).toEqual([]);
  expect(at(child, true)('(cn=eva)', 'memberOf')).toHaveLength(3);
  expect(at(child, true)(chain, 'cn')).toEqual(['eva']);
  expect(at(child, false)('(cn=eu global)', 'member')).toHaveLength(1);
});
