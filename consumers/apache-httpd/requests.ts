import { expect, type Checks } from '../../programs/checks.ts';
import type { ConsumedDomain } from '../consumer.ts';

async function ask(at: string, user: string, password: string): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const response = await fetch(at, { headers: { authorization }, redirect: 'manual' });
  await response.arrayBuffer();
  return response;
}

export async function checkPeople(checks: Checks, domain: ConsumedDomain, at: string): Promise<void> {
  const ada = domain.person('ada');
  await checks.check('a user comes in, and what she is called is known', async () => {
    const { status, headers } = await ask(`${at}/user/`, 'ada', ada.password);
    expect([status, headers.get('x-user'), headers.get('x-title')], [200, 'ada', 'Countess']);
  });
  await checks.check('StartTLS', async () => {
    expect((await ask(`${at}/starttls/`, 'ada', ada.password)).status, 200);
  });
  await checks.check('the global catalog: UPNs of the whole forest', async () => {
    const edna = domain.person('EMEA\\edna');
    expect((await ask(`${at}/catalog/`, edna.upn, edna.password)).status, 200);
    expect((await ask(`${at}/catalog/`, ada.upn, ada.password)).status, 200);
  });
  await checks.check('a wrong password, nobody, no password, a name that is a filter', async () => {
    for (const [name, password] of [
      ['ada', 'wrong'],
      ['nobody', 'wrong'],
      ['ada', ''],
      ['*', ada.password],
    ] as const) {
      expect((await ask(`${at}/user/`, name, password)).status, 401, name);
    }
  });
  for (const sam of ['disabled', 'expired', 'passexpired', 'mustchange', 'hours', 'workstation']) {
    await checks.check(`${sam} does not come in`, async () => {
      expect((await ask(`${at}/user/`, sam, domain.person(sam).password)).status, 401);
    });
  }
  await checks.check('locked after five wrong passwords', async () => {
    for (let n = 0; n < 5; n += 1) await ask(`${at}/user/`, 'lockme', `wrong${n}`);
    expect((await ask(`${at}/user/`, 'lockme', domain.person('lockme').password)).status, 401);
  });
}

export async function checkGroups(checks: Checks, domain: ConsumedDomain, at: string): Promise<void> {
  const who = ['ada', 'grace', 'bob'] as const;
  const statuses = (path: string): Promise<number[]> =>
    Promise.all(
      who.map(async (sam) => (await ask(`${at}/${path}/`, sam, domain.person(sam).password)).status),
    );
  await checks.check('Require ldap-group: members, and not members of members', async () => {
    expect(await statuses('direct'), [200, 401, 401]);
  });
  await checks.check('Require ldap-group with groups in groups, four deep', async () => {
    expect(await statuses('nested'), [200, 200, 401]);
  });
  await checks.check('Require ldap-filter with the rule that follows links', async () => {
    expect(await statuses('chain'), [200, 200, 401]);
  });
  await checks.check('Require ldap-attribute', async () =>
    expect(await statuses('attribute'), [200, 200, 401]),
  );
  await checks.check('Require ldap-dn', async () => expect(await statuses('name'), [200, 401, 401]));
}

export async function checkPlaces(checks: Checks, domain: ConsumedDomain, at: string): Promise<void> {
  await checks.check('a name that needs escaping, with umlauts', async () => {
    const odd = domain.person('jmueller');
    expect((await ask(`${at}/user/`, odd.sam, odd.password)).status, 200);
    expect((await ask(`${at}/nested/`, odd.sam, odd.password)).status, 401);
  });
  await checks.check('many at once, over connections that are kept', async () => {
    const ada = domain.person('ada');
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, n) => ask(`${at}/user/?${n}`, 'ada', ada.password)),
    );
    expect([...new Set(all.map(({ status }) => status))], [200]);
  });
}
