import { expect, holds } from '../../programs/checks.ts';
import type { Stage } from './server.ts';
import { passwordGrant, type Grant } from './tokens.ts';

const STATES = ['disabled', 'expired', 'passexpired', 'mustchange', 'hours', 'workstation'];

/** The password grant, answered by the connector over LDAPS. */
export async function grants({ dex, domain, checks }: Stage): Promise<void> {
  const grant = (sam: string): Promise<Grant> => passwordGrant(dex, sam, domain.person(sam).password);
  await checks.check('a user gets an id token with name, mail and groups', async () => {
    const { name, email, groups, preferred_username: account } = claimsOf(await grant('ada'));
    expect([name, email, account], ['Ada Lovelace', 'ada@contoso.com', 'ada']);
    holds(Array.isArray(groups), String(groups));
    expect(groups.toSorted(), ['Engineers', 'Everybody', 'VPN users']);
  });
  await checks.check('nested groups, four levels', async () => {
    const { groups } = claimsOf(await grant('grace'));
    holds(Array.isArray(groups), String(groups));
    expect(groups.toSorted(), ['Compilers', 'Engineers', 'Everybody', 'VPN users']);
  });
  await checks.check('a name that is full of special characters', async () => {
    expect(claimsOf(await grant('jmueller'))['groups'], ['Sales (EMEA)']);
  });
  await checks.check('a wrong password and an unknown user are denied', async () => {
    expect(refusalOf(await passwordGrant(dex, 'ada', 'wrong')), '401 access_denied');
    expect(refusalOf(await passwordGrant(dex, 'nobody-of-that-name', 'wrong')), '401 access_denied');
    expect(refusalOf(await passwordGrant(dex, 'a*', domain.person('ada').password)), '401 access_denied');
  });
  for (const sam of STATES) {
    await checks.check(`an account that is ${sam} is denied`, async () => {
      expect(refusalOf(await grant(sam)), '401 access_denied');
    });
  }
  await checks.check('a locked account is denied', async () => {
    for (let tries = 0; tries < 5; tries++) await passwordGrant(dex, 'lockme', 'wrong');
    expect(refusalOf(await grant('lockme')), '401 access_denied');
  });
}

function claimsOf(grant: Grant): Readonly<Record<string, unknown>> {
  if ('claims' in grant) return grant.claims;
  throw new Error(refusalOf(grant));
}

function refusalOf(grant: Grant): string {
  return 'claims' in grant ? 'granted' : `${grant.status} ${grant.error}`;
}
