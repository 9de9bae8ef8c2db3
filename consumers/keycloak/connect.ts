import { expect, holds } from '../../programs/checks.ts';
import { record, text, type Admin } from './admin.ts';
import { providerOf } from './federation.ts';
import type { Stage } from './stage.ts';

const IN_CHAIN_AND_PAGES = ['1.2.840.113556.1.4.319', '1.2.840.113556.1.4.473'];

/** What the form of the federation offers: tests, capabilities, mappers, synchronization. */
export async function connect(stage: Stage): Promise<void> {
  const { admin, domain, federation, checks } = stage;
  const settings = providerOf(domain);
  await checks.check('test connection and authentication, LDAPS', async () => {
    expect(await tested(admin, 'testConnection', settings), 204);
    expect(await tested(admin, 'testAuthentication', settings), 204);
  });
  await checks.check('test authentication with a wrong password fails', async () => {
    expect(await tested(admin, 'testAuthentication', { ...settings, bindCredential: 'wrong' }), 400);
  });
  await checks.check('test authentication, StartTLS', async () => {
    const startTls = { ...settings, connectionUrl: domain.ldap.url, startTls: 'true' };
    expect(await tested(admin, 'testAuthentication', startTls), 204);
  });
  await checks.check('the server’s capabilities are read', async () => {
    const { body } = await admin.must(
      'POST',
      './ldap-server-capabilities',
      connectionOf('queryServerCapabilities', settings),
    );
    const listed = JSON.stringify(body);
    for (const oid of IN_CHAIN_AND_PAGES) holds(listed.includes(oid), `${oid} is not in ${listed}`);
  });
  await checks.check('the provider came with the mapper of MSAD accounts', async () => {
    const mappers = await admin.list(`./components?parent=${federation.provider}`);
    const kinds = mappers.map(({ providerId }) => String(providerId));
    holds(kinds.includes('msad-user-account-control-mapper'), kinds.join(', '));
  });
  await checks.check('groups are synchronized, with those they are in', async () => {
    await admin.must(
      'POST',
      `./user-storage/${federation.provider}/mappers/${federation.groupMapper}/sync?direction=fedToKeycloak`,
    );
    const top = await admin.list('./groups?search=Compilers&exact=true');
    const path = [];
    for (
      let groups: unknown = top;
      Array.isArray(groups) && groups.length === 1;
      groups = record(groups[0])['subGroups']
    ) {
      path.push(text(groups[0], 'name'));
    }
    expect(path, ['VPN users', 'Everybody', 'Engineers', 'Compilers']);
  });
  await checks.check('all users are synchronized, more than 3,000 on pages of 500', async () => {
    const { body } = await admin.must(
      'POST',
      `./user-storage/${federation.provider}/sync?action=triggerFullSync`,
    );
    const { added, failed } = record(body);
    holds(Number(added) > 3_000 && failed === 0, JSON.stringify(body));
  });
}

async function tested(
  admin: Admin,
  action: string,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const { status } = await admin.call('POST', './testLDAPConnection', connectionOf(action, settings));
  return status;
}

function connectionOf(action: string, settings: Readonly<Record<string, string>>): Record<string, string> {
  const names = ['connectionUrl', 'authType', 'bindDn', 'bindCredential', 'useTruststoreSpi', 'startTls'];
  const wanted = names.map((name) => [name, settings[name] ?? '']).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(wanted), action };
}
