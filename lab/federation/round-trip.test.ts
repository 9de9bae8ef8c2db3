import { expect, test } from 'vitest';
import type { LabInput } from '../config/index.ts';
import type { Lab } from '../lab.ts';
import { startLab } from '../launchers/index.ts';

const FAY = { sam: 'fay', upn: 'fay@fabrikam.com', name: 'Fay Wray' };
const described: LabInput = {
  forest: { users: { generate: 0, named: [FAY] } },
  cloud: { domains: [{ name: 'fabrikam.com', authentication: 'federated' }] },
  federation: { domains: ['fabrikam.com'], nodes: 2 },
  connect: [{ host: 'CONNECT1' }],
  egress: {},
};

/** How Fay's sign-in ends: success, or a code. */
async function outcomeOf(lab: Lab, client: 'browser' | 'oauth'): Promise<unknown> {
  const { forest, devices, clock } = lab;
  if (forest === undefined) throw new Error('the lab has no forest');
  const { password } = await forest.passwordOf({ user: FAY.upn });
  const { outcome, errorCode, via } = await clock.until(
    devices[client].signIn({ upn: FAY.upn, password }),
    'the sign-in',
  );
  expect(via).toBe('federated');
  return errorCode ?? outcome;
}

test('a user of a federated domain signs in to the tenant by WS-Federation, SAML and WS-Trust', async () => {
  await using lab = await startLab({ lab: described });
  expect(await outcomeOf(lab, 'browser')).toBe('success');
  expect(await outcomeOf(lab, 'oauth')).toBe('success');
  const [domain] = (await lab.cloud.domains({})).filter(({ name }) => name === 'fabrikam.com');
  if (domain?.federation === undefined) throw new Error('the domain is not federated');
  const preferredAuthenticationProtocol = 'saml';
  await lab.cloud.setFederation({
    ...domain.federation,
    domain: domain.name,
    preferredAuthenticationProtocol,
  });
  expect(await outcomeOf(lab, 'browser')).toBe('success');
  const { events } = await lab.history.kind({ kind: 'trust.issued' });
  expect(events.map(({ data }) => data?.['endpoint'])).toEqual(['ls', '1.3/usernamemixed', 'ls/saml']);
  for (const { component } of events) expect(component).toMatch(/^ADFS[12]$/);
});

test('a certificate that the tenant was not told of ends sign-ins until it is', async () => {
  await using lab = await startLab({ lab: { ...described, federation: { domains: ['fabrikam.com'] } } });
  const { federation } = lab;
  if (federation === undefined) throw new Error('the lab has no farm');
  await federation.rollover({ urgent: true });
  expect(await outcomeOf(lab, 'browser')).toBe(50008);
  await federation.updateTrust({});
  expect(await outcomeOf(lab, 'browser')).toBe('success');
  await federation.rollover({});
  await federation.updateTrust({});
  await federation.promoteCertificate({});
  expect(await outcomeOf(lab, 'browser')).toBe('success');
});

test("extranet lockout reads AD's counter at the PDC emulator, and finds an account under each of its names", async () => {
  const extranetLockout = { enabled: true, threshold: 2 } as const;
  const farm = { domains: ['fabrikam.com'], extranetLockout };
  await using lab = await startLab({ lab: { ...described, federation: farm } });
  const { federation, forest, clock, devices } = lab;
  if (federation === undefined || forest === undefined) throw new Error('the lab has no farm or forest');
  for (let n = 0; n < 4; n++)
    await clock.until(devices.browser.signIn({ upn: FAY.upn, password: 'wrong' }), 'the sign-in');
  expect((await forest.account({ user: FAY.upn })).badPwdCount).toBe(2);
  expect(await federation.events({ id: 1210 })).toHaveLength(2);
  const byUpn = await federation.accountActivity({ user: FAY.upn });
  expect(await federation.accountActivity({ user: 'CORP\\fay' })).toEqual(byUpn);
  await clock.advance(30 * 60_000);
  expect(await outcomeOf(lab, 'browser')).toBe('success');
  await clock.until(forest.stopDomainController({ name: 'DC1' }), 'the PDC emulator to stop');
  expect(await outcomeOf(lab, 'browser')).toBe('unavailable');
  await federation.setExtranetLockout({ requirePdc: false });
  expect(await outcomeOf(lab, 'browser')).toBe('success');
});
