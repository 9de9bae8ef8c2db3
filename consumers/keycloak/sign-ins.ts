import { expect, holds } from '../../programs/checks.ts';
import { record } from './admin.ts';
import { attempt, userId, type Stage } from './stage.ts';

const WRONG = '401 Invalid user credentials';
const UNREADY = '400 Account is not fully set up';

/** Tokens for a password, in each state an account can be in. */
export async function signIns(stage: Stage): Promise<void> {
  const { checks, domain, admin } = stage;
  const signIn = (sam: string): Promise<string> => attempt(stage, sam, domain.person(sam).password);
  await checks.check('a user gets tokens, by SAM name and by mail', async () => {
    const { upn, password } = domain.person('ada');
    expect(await signIn('ada'), 'granted');
    expect(await attempt(stage, upn, password), 'granted');
  });
  await checks.check('a wrong password, an empty one and an unknown user get none', async () => {
    expect(await attempt(stage, 'ada', 'wrong'), WRONG);
    expect(await attempt(stage, 'ada', ''), WRONG);
    expect(await attempt(stage, 'nobody-of-that-name', 'wrong'), WRONG);
  });
  await checks.check('the token names all groups, nested ones too', async () => {
    const { password } = domain.person('grace');
    const grant = await admin.signIn('grace', password);
    const groups = 'claims' in grant ? grant.claims['groups'] : grant.error;
    holds(Array.isArray(groups), String(groups));
    expect(groups.toSorted(), ['Compilers', 'Engineers', 'Everybody', 'VPN users']);
  });
  await checks.check('a name that is full of special characters', async () => {
    const { password } = domain.person('jmueller');
    const grant = await admin.signIn('jmueller', password);
    expect('claims' in grant ? grant.claims['groups'] : grant.error, ['Sales (EMEA)']);
  });
  await checks.check('a disabled account', async () =>
    expect(await signIn('disabled'), '400 Account disabled'),
  );
  await checks.check('an expired account, logon hours, workstations: invalid credentials', async () => {
    for (const sam of ['expired', 'hours', 'workstation']) expect(await signIn(sam), WRONG, sam);
  });
  await checks.check('an expired password, and one that must change: the user is to update it', async () => {
    expect(await signIn('passexpired'), UNREADY);
    expect(await signIn('mustchange'), UNREADY);
    const { body } = await admin.must('GET', `./users/${await userId(stage, 'mustchange')}`);
    expect(record(body)['requiredActions'], ['UPDATE_PASSWORD']);
  });
  await checks.check('a locked account, until it is unlocked', async () => {
    for (let tries = 0; tries < 5; tries++) expect(await attempt(stage, 'lockme', 'wrong'), WRONG);
    expect(await signIn('lockme'), WRONG);
  });
}
