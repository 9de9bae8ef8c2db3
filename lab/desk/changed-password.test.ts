import { expect, test } from 'vitest';
import { controlOver } from '../control/control.ts';
import { startLab } from '../launchers/index.ts';
import { connectLdap } from '../ldap/client.ts';
import { labContract } from './lab-control.ts';
import { serveLab } from './lab-service.ts';

const ADA = { sam: 'ada', upn: 'ada@contoso.com', password: 'Analytical-1843' };
const EMEA = { domain: 'emea.corp.contoso.com', domainControllers: ['EDC1'] };

test('a password that was reset over LDAP is neither told nor signed in with', async () => {
  const users = { generate: 0, named: [ADA] };
  await using lab = await startLab({ lab: { forest: { users, domains: [EMEA] }, cloud: {} } });
  const desk = controlOver('lab', labContract, serveLab({ lab: () => lab, stop: () => undefined }));
  const { account, domainControllers, trust } = await desk.directory({ user: 'ada' });
  expect(account).toMatchObject({ upn: ADA.upn, password: ADA.password });
  const chief = (await desk.directory({ user: 'admin@contoso.onmicrosoft.com' })).account;
  expect(chief, 'whom the tenant alone knows').toMatchObject({ dn: '', password: expect.any(String) });
  const administrator = (await desk.directory({ user: 'administrator' })).account;
  const [{ dnsName, ldaps } = { dnsName: '', ldaps: '' }] = domainControllers;
  const { hostname, port } = new URL(ldaps.replace('ldaps:', 'http:'));
  const server = { name: dnsName, host: hostname, port: Number(port) };
  using ldap = await connectLdap({ server, trust });
  await lab.clock.until(ldap.bind(administrator?.dn ?? '', administrator?.password ?? ''), 'the bind');
  const values = [Buffer.from('"Another-horse-2"', 'utf16le')];
  const change = ldap.modify(account?.dn ?? '', [{ kind: 'replace', type: 'unicodePwd', values }]);
  expect(await lab.clock.until(change, 'the reset')).toMatchObject({ code: 0 });

  const { account: after } = await desk.directory({ user: 'ada' });
  expect(after).toMatchObject({ upn: ADA.upn, password: null });
  expect(after?.unknown).toContain('changed over LDAP');
  const signIn = desk.signIn({ upn: ADA.upn, client: 'oauth' });
  await expect(signIn).rejects.toThrow('changed over LDAP');
});

test('the administrator of a child domain is found by name and domain, with a password', async () => {
  const users = { generate: 0 };
  await using lab = await startLab({ lab: { forest: { users, domains: [EMEA] }, cloud: {} } });
  const desk = controlOver('lab', labContract, serveLab({ lab: () => lab, stop: () => undefined }));
  const found = await desk.directory({ user: `administrator@${EMEA.domain}` });
  expect(found.domain).toBe(EMEA.domain);
  expect(found.account?.dn).toBe('CN=Administrator,CN=Users,DC=emea,DC=corp,DC=contoso,DC=com');
  expect(found.account?.password).toMatch(/.{8}/);
  expect(await desk.directory({ user: 'krbtgt' })).toMatchObject({
    account: { password: null, unknown: expect.stringContaining('never set') },
  });
});
