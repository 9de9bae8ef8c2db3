import { expect, holds } from '../../programs/checks.ts';
import { asAdministrator, read } from '../programs/administrator.ts';
import { record, text } from './admin.ts';
import { attempt, userId, type Stage } from './stage.ts';

const FIRST = 'F1rst of all passwords';
const SECOND = 'S3cond of all passwords';

/** What Keycloak writes back to the domain. */
export async function administrate(stage: Stage): Promise<void> {
  await passwords(stage);
  await accounts(stage);
  await changes(stage);
}

async function passwords(stage: Stage): Promise<void> {
  const { admin, checks, domain } = stage;
  const reset = async (sam: string, value: string, temporary = false): ReturnType<typeof admin.call> =>
    admin.call('PUT', `./users/${await userId(stage, sam)}/reset-password`, {
      type: 'password',
      value,
      temporary,
    });
  await checks.check('a password that is reset is the domain’s', async () => {
    expect((await reset('bob', FIRST)).status, 204);
    expect(await attempt(stage, 'bob', FIRST), 'granted');
  });
  await checks.check('a password against the policy is refused, and Keycloak knows why', async () => {
    const { status, body } = await reset('bob', 'weak');
    expect(status, 400);
    expect(text(body, 'error'), 'invalidPasswordGenericMessage');
    expect(await attempt(stage, 'bob', FIRST), 'granted');
  });
  await checks.check('a temporary password must be changed at the next logon', async () => {
    expect((await reset('bob', SECOND, true)).status, 204);
    expect(await read(domain, 'bob', 'pwdLastSet'), ['0']);
    expect(await attempt(stage, 'bob', SECOND), '400 Account is not fully set up');
    expect((await reset('bob', FIRST)).status, 204);
    expect(await attempt(stage, 'bob', FIRST), 'granted');
  });
  await checks.check('a password that had expired is reset', async () => {
    expect((await reset('passexpired', FIRST)).status, 204);
    holds((await read(domain, 'passexpired', 'pwdLastSet'))?.[0] !== '0', 'pwdLastSet is 0');
  });
}

async function accounts(stage: Stage): Promise<void> {
  const { admin, checks, domain } = stage;
  const update = async (sam: string, change: object): Promise<void> => {
    const path = `./users/${await userId(stage, sam)}`;
    const { body } = await admin.must('GET', path);
    await admin.must('PUT', path, { ...record(body), ...change });
  };
  await checks.check('a user is registered in the domain, and signs in', async () => {
    const user = {
      username: 'kim',
      firstName: 'Kim',
      lastName: 'Keycloak',
      email: 'kim@contoso.com',
      enabled: true,
    };
    const credentials = [{ type: 'password', value: FIRST }];
    await admin.must('POST', './users', { ...user, credentials });
    expect(await attempt(stage, 'kim', FIRST), 'granted');
    expect(await read(domain, 'kim', 'userAccountControl'), ['512']);
  });
  await checks.check('a user who is disabled in Keycloak is disabled in the domain', async () => {
    await update('kim', { enabled: false });
    expect(await read(domain, 'kim', 'userAccountControl'), ['514']);
    expect(await attempt(stage, 'kim', FIRST), '400 Account disabled');
    await update('kim', { enabled: true });
    expect(await attempt(stage, 'kim', FIRST), 'granted');
  });
  await checks.check('a name and a mail that are changed are written', async () => {
    await update('kim', { lastName: 'Cloak', email: 'cloak@contoso.com' });
    expect(await read(domain, 'kim', 'sn'), ['Cloak']);
    expect(await read(domain, 'kim', 'mail'), ['cloak@contoso.com']);
  });
  await checks.check('a user joins a group and leaves it', async () => {
    const [group] = await admin.list('./groups?search=Sales&populateHierarchy=true');
    const path = `./users/${await userId(stage, 'kim')}/groups/${text(group, 'id')}`;
    await admin.must('PUT', path);
    expect(await read(domain, 'kim', 'memberOf'), [`CN=Sales (EMEA),OU=Staff,${domain.base}`]);
    await admin.must('DELETE', path);
    expect(await read(domain, 'kim', 'memberOf'), []);
  });
  await checks.check('a user who is deleted in Keycloak is deleted in the domain', async () => {
    await admin.must('DELETE', `./users/${await userId(stage, 'kim')}`);
    expect(await read(domain, 'kim', 'sAMAccountName'), undefined);
  });
}

async function changes(stage: Stage): Promise<void> {
  const { admin, checks, domain, federation } = stage;
  await checks.check(
    'a change in the domain comes with the next synchronization of changed users',
    async () => {
      await asAdministrator(domain, (ldap) =>
        ldap.modify(domain.person('ada').dn, [{ kind: 'replace', type: 'sn', values: ['Byron'] }]),
      );
      const { body } = await admin.must(
        'POST',
        `./user-storage/${federation.provider}/sync?action=triggerChangedUsersSync`,
      );
      holds(Number(record(body)['updated']) >= 1, JSON.stringify(body));
      const user = await admin.must('GET', `./users/${await userId(stage, 'ada')}`);
      expect(record(user.body)['lastName'], 'Byron');
    },
  );
}
