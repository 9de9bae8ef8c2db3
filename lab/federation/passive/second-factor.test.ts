import { expect, test } from 'vitest';
import { startTestFarm, USER } from '../test-farm.fixture.ts';

const URL_ = '/adfs/ls/?wa=wsignin1.0&wtrealm=urn%3Afederation%3AMicrosoftOnline';
const MFA = `${URL_}&wauth=${encodeURIComponent('http://schemas.microsoft.com/claims/multipleauthn')}`;
const CREDENTIALS = { UserName: USER.upn, Password: USER.password };
const codeForm = (VerificationCode: string) => ({ VerificationCode, AuthMethod: 'VerificationCode' });

test.each([
  ['the policy asks', URL_, 'permitEveryoneAndRequireMfa'],
  ['the request asks', MFA, 'permitEveryone'],
] as const)('%s for a second factor, and the token says that there was one', async (_who, url, policy) => {
  await using farm = await startTestFarm({ relyingParty: { accessControlPolicy: policy } });
  const { cookie, text } = await farm.ask(url, { form: CREDENTIALS });
  expect([text.includes('name="VerificationCode"'), text.includes('wresult')]).toEqual([true, false]);
  expect((await farm.ask(url, { cookie })).text).toContain('name="VerificationCode"');
  const { code } = await farm.federation.control.verificationCodeOf({ upn: USER.upn });
  const done = await farm.ask(url, { form: codeForm(code), cookie });
  expect(done.text).toContain('http://schemas.microsoft.com/claims/multipleauthn');
  expect(done.text).toContain('name="wresult"');
});

test('five wrong codes end the session', async () => {
  await using farm = await startTestFarm();
  const { cookie } = await farm.ask(MFA, { form: CREDENTIALS });
  for (let n = 1; n < 5; n++) {
    const { text } = await farm.ask(MFA, { form: codeForm('x'), cookie });
    expect(text).toContain('The verification code is wrong.');
  }
  expect((await farm.ask(MFA, { form: codeForm('x'), cookie })).text).toContain('Too many wrong codes');
  const { code } = await farm.federation.control.verificationCodeOf({ upn: USER.upn });
  expect((await farm.ask(MFA, { form: codeForm(code), cookie })).text).toContain('name="Password"');
});

test('a code without a session, or long after its password, is none', async () => {
  await using farm = await startTestFarm();
  const { code } = await farm.federation.control.verificationCodeOf({ upn: USER.upn });
  expect((await farm.ask(MFA, { form: codeForm(code) })).text).toContain('name="Password"');
  const { cookie } = await farm.ask(MFA, { form: CREDENTIALS });
  await farm.lab.advance(301_000);
  expect((await farm.ask(MFA, { form: codeForm(code), cookie })).text).toContain('name="Password"');
});

test('from the intranet no second factor is asked for, where the policy says so', async () => {
  const accessControlPolicy = 'permitEveryoneAndRequireMfaFromExtranet';
  await using farm = await startTestFarm({ relyingParty: { accessControlPolicy } });
  expect((await farm.ask(URL_, { form: CREDENTIALS })).text).toContain('VerificationCode');
  const inside = await farm.ask(URL_, { form: CREDENTIALS, inside: true });
  expect(inside.text).toContain('name="wresult"');
});

test('a code is no fresh password: who asks for one gets the page, whatever session there is', async () => {
  await using farm = await startTestFarm();
  const { cookie } = await farm.ask(URL_, { form: CREDENTIALS });
  const { code } = await farm.federation.control.verificationCodeOf({ upn: USER.upn });
  const { text } = await farm.ask(`${URL_}&wfresh=0`, { form: codeForm(code), cookie });
  expect([text.includes('name="Password"'), text.includes('wresult')]).toEqual([true, false]);
});
