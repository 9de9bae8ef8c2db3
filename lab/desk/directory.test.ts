import { expect, test } from 'vitest';
import { openForestBench } from '../forest/testing.ts';
import { directoryOf } from './directory.ts';

const CHILD = {
  domain: 'emea.corp.contoso.com',
  domainControllers: ['EDC1'],
  users: { named: [{ sam: 'eva', upn: 'eva@emea.corp.contoso.com' }] },
};
const OTHER = { domain: 'fabrikam.local', users: { named: [{ sam: 'fay', upn: 'fay@fabrikam.local' }] } };

test.each([
  ['nobody', undefined, 'DC=corp,DC=contoso,DC=com', ['DC1', 'DC2']],
  ['an account of the first domain', 'svc-connect', 'DC=corp,DC=contoso,DC=com', ['DC1', 'DC2']],
  ['one of a child domain', 'eva', 'DC=emea,DC=corp,DC=contoso,DC=com', ['EDC1']],
  ['one of another forest', 'FABRIKAM\\fay', 'DC=fabrikam,DC=local', ['FABRIKAM-DC1']],
])('for %s its own domain is told, with its domain controllers', async (_, user, base, names) => {
  await using bench = await openForestBench({
    ...{ domains: [CHILD], forests: [OTHER], trusts: [{ with: 'fabrikam.local' }] },
  });
  const address = { host: '127.0.0.1', port: 1 };
  const domainControllers = bench.forest.domainControllers.map(({ name, dnsName }) => {
    return { name, dnsName, ldap: address, ldaps: address };
  });
  const lab = { forest: bench.forest.control, reach: { names: {}, domainControllers }, trust: 'PEM' };
  const found = await directoryOf(lab, user);
  expect([found.base, found.domainControllers.map(({ name }) => name)]).toEqual([base, names]);
  expect(found.account?.dn ?? `,${base}`).toMatch(new RegExp(`,${base}$`));
});
