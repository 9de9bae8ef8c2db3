import { expect, test } from 'vitest';
import { requestXml, startTestFarm, USER, type TestFarm } from '../test-farm.fixture.ts';

const ACTIVE = '/adfs/services/trust/13/usernamemixed';
const PASSIVE = '/adfs/ls/?wa=wsignin1.0&wtrealm=urn%3Afederation%3AMicrosoftOnline';
const CREDENTIALS = { UserName: USER.upn, Password: USER.password };

/** What the two protocols answer. */
async function answers(farm: TestFarm, inside = false): Promise<string[]> {
  const active = await farm.ask(ACTIVE, { body: requestXml(), inside });
  const passive = await farm.ask(PASSIVE, { form: CREDENTIALS, inside });
  const subcode = /a:(\w+)<\/s:Value><\/s:Subcode>/.exec(active.text)?.[1];
  const code = /(MSIS\d+)/.exec(passive.text)?.[1];
  return [`${active.status} ${subcode ?? 'token'}`, `${passive.status} ${code ?? 'token'}`];
}

const eventsOf = async (farm: TestFarm): Promise<number[]> =>
  (await farm.federation.control.events({})).map(({ id }) => id).filter((id) => id !== 1202);

test('a trust that was removed or disabled issues nothing, and says which', async () => {
  await using farm = await startTestFarm();
  const { control } = farm.federation;
  await control.setRelyingParty({ enabled: false });
  expect(await answers(farm)).toEqual(['500 InvalidScope', '400 MSIS3020']);
  await control.removeRelyingParty({});
  expect(await control.relyingParties({})).toEqual([]);
  expect(await answers(farm)).toEqual(['500 InvalidScope', '400 MSIS7007']);
  await expect(control.setRelyingParty({ enabled: true })).rejects.toThrow('was removed');
  expect(await eventsOf(farm)).toEqual([111, 1201, 364, 1201, 111, 1201, 364, 1201]);
  await control.addRelyingParty({});
  expect(await answers(farm)).toEqual(['200 token', '200 token']);
});

test('intranet access alone: from outside nobody is permitted', async () => {
  await using farm = await startTestFarm({
    relyingParty: { accessControlPolicy: 'permitEveryoneForIntranetAccess' },
  });
  expect(await answers(farm)).toEqual(['500 RequestFailed', '403 MSIS5007']);
  expect(await eventsOf(farm)).toEqual([325, 111, 1201, 325, 364, 1201]);
  expect(await answers(farm, true)).toEqual(['200 token', '200 token']);
});

test('where a second factor is required, active sign-ins cannot be', async () => {
  await using farm = await startTestFarm({
    relyingParty: { accessControlPolicy: 'permitEveryoneAndRequireMfa' },
  });
  expect((await answers(farm))[0]).toBe('500 RequestFailed');
});

test('rules that are switched off issue no claim', async () => {
  await using farm = await startTestFarm();
  const rules = {
    upn: false,
    insideCorporateNetwork: false,
    authenticationMethods: false,
    nameIdentifier: false,
    issuerPerDomain: true,
  };
  await farm.federation.control.setRelyingParty({ rules });
  const { text } = await farm.ask(ACTIVE, { body: requestXml() });
  expect([...text.matchAll(/AttributeName="(\w+)"/g)].map(([, name]) => name)).toEqual(['ImmutableID']);
  expect(text).not.toContain('NameIdentifier');
  expect(text).toContain('Issuer="http://fabrikam.com/adfs/services/trust/"');
  expect((await farm.federation.control.settings({})).issuerUris).toEqual({
    'fabrikam.com': 'http://fabrikam.com/adfs/services/trust/',
  });
});

test('another identifier of the trust is an audience of its own', async () => {
  await using farm = await startTestFarm();
  const appliesTo = 'urn:federation:MicrosoftOnline:intune';
  const { text } = await farm.ask(ACTIVE, { body: requestXml({ appliesTo }) });
  expect(text).toContain(`<saml:Audience>${appliesTo}</saml:Audience>`);
});
