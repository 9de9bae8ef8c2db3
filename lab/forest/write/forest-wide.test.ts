import { expect, test } from 'vitest';
import { LdapRefusalError } from '../../ldap/errors.ts';
import { callerOf, isAdministrator, mayReplicate } from '../access/rights.ts';
import { forestConfig } from '../config.ts';
import { ForestError } from '../core/errors.ts';
import { accountOf } from '../domain/account.ts';
import type { Domain } from '../domain/domain.ts';
import { raiseForests } from '../raise/index.ts';
import { Accounts } from './accounts.ts';
import { modify } from './modify.ts';

const CORP = 'DC=corp,DC=contoso,DC=com';
const EMEA = `DC=emea,${CORP}`;

/** CORP with ada, EMEA with eva, both in OU=Staff. */
function twoDomains() {
  const one = (sam: string) => ({ sam, upn: `${sam}@contoso.com` });
  const { estate } = raiseForests(
    forestConfig.parse({
      domainControllers: ['DC1'],
      users: { generate: 0, named: [one('ada')] },
      domains: [{ domain: 'emea.corp.contoso.com', users: { named: [one('eva')] } }],
    }),
    { seed: 'test', now: () => Date.UTC(2026, 0, 5, 8) },
  );
  const forest = estate.home;
  const [corp, emea = corp] = forest.domains;
  const history = { append: () => {}, alias: () => {} };
  const at = (domain: Domain) => ({ forest, domain, dc: domain.pdcEmulator, history });
  const callerIn = (domain: Domain, sam: string) => {
    const account = accountOf(domain.at(domain.pdcEmulator).find('samaccountname', sam)[0]);
    return account && callerOf(forest, domain, domain.pdcEmulator, account);
  };
  const asked = (domain: Domain, home: Domain, sam: string) => ({
    ...at(domain),
    ...{ caller: callerIn(home, sam), globalCatalog: false, from: 'HOST', secure: true },
  });
  return { corp, emea, at, asked };
}

test('a UPN of another domain is taken, a sAMAccountName of another domain is not', () => {
  const { corp, at } = twoDomains();
  const accounts = new Accounts(at(corp));
  const eva = { sam: 'eva', parentDn: `OU=Staff,${CORP}`, enabled: false };
  expect(() => accounts.createUser({ ...eva, upn: 'eva@contoso.com' })).toThrow(ForestError);
  expect(accounts.createUser({ ...eva, upn: 'eva2@contoso.com' }).rdn.value).toBe('eva');
});

test('groups take in members of other domains by scope, and lose them when they are deleted there', () => {
  const { corp, emea, at } = twoDomains();
  const accounts = new Accounts(at(corp));
  const members = [`CN=eva,OU=Staff,${EMEA}`];
  const parentDn = `OU=Staff,${CORP}`;
  const global = () => accounts.createGroup({ sam: 'g', parentDn, scope: 'global', members });
  expect(global).toThrow(/00002147/);
  const universal = accounts.createGroup({ sam: 'u', parentDn, scope: 'universal', members });
  expect(universal.values('member')).toHaveLength(1);
  new Accounts(at(emea)).remove(members[0] ?? '');
  expect(corp.at('DC1').get(universal.id)?.values('member')).toEqual([]);
});

test('what another domain holds is written there', () => {
  const { corp, asked } = twoDomains();
  const changes = [{ kind: 'replace', type: 'description', values: [Buffer.from('x')] }] as const;
  const write = () =>
    modify(
      asked(corp, corp, 'Administrator'),
      { kind: 'modify', dn: `CN=eva,OU=Staff,${EMEA}`, changes },
      [],
    );
  expect(write).toThrow(LdapRefusalError);
  expect(write).toThrow(/result 10/);
});

test('administrators of the forest’s first domain administer all of it, those of another their own', () => {
  const { corp, emea, asked } = twoDomains();
  const rights = [
    [corp, corp, 'Administrator'],
    [emea, corp, 'Administrator'],
    [emea, emea, 'Administrator'],
    [corp, emea, 'Administrator'],
    [corp, corp, 'ada'],
  ] as const;
  expect(rights.map(([at, home, sam]) => isAdministrator(asked(at, home, sam)))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('the service account of synchronization may replicate its domain, and nothing else', () => {
  const { corp, emea, asked } = twoDomains();
  expect(mayReplicate(asked(corp, corp, 'svc-connect'))).toBe(true);
  expect(mayReplicate(asked(emea, corp, 'svc-connect'))).toBe(false);
  expect(mayReplicate(asked(corp, corp, 'ada'))).toBe(false);
  expect(isAdministrator(asked(corp, corp, 'svc-connect'))).toBe(false);
});
