import { request } from 'undici';
import { expect, test } from 'vitest';
import { createChance } from '../chance/chance.ts';
import { LabClock } from '../clock/lab-clock.ts';
import type { ComponentContext } from '../component.ts';
import { forestConfig, startForest } from '../forest/index.ts';
import { History } from '../history/history.ts';
import { createDispatcher } from '../http/dispatcher.ts';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { federationConfig } from './config.ts';
import { startFederation } from './start-federation.ts';
import { requestXml, type RequestOptions } from './test-farm.fixture.ts';

const ADA = { sam: 'ada', upn: 'ada@fabrikam.com', password: 'Right & <Proper>1' };

/** A farm before a real forest with two domain controllers. */
async function startEstate() {
  const stack = new AsyncDisposableStack();
  const lab = stack.adopt(new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' }), (clock) =>
    clock.stop(),
  );
  const [links, authority] = [stack.use(new Links()), await Authority.create('CN=Lab')];
  lab.join(links);
  const history = new History({ now: () => lab.now() });
  const contextFor = (name: string): ComponentContext => {
    return { clock: lab.for(name), history, chance: createChance('seed').fork(name), authority, links };
  };
  const described = forestConfig.parse({ users: { generate: 0, named: [ADA] } });
  const forest = stack.use(await startForest(described, contextFor('forest')));
  const directory = await Promise.all(
    forest.domainControllers.map(async ({ dnsName, ldaps }) => ({
      name: dnsName,
      ...(await links.open('ADFS1', ldaps)).address,
    })),
  );
  const farm = stack.use(
    await startFederation(federationConfig.parse({}), contextFor('federation'), { directory }),
  );
  const [outside] = farm.hosts;
  if (outside === undefined) throw new Error('the farm has no name outside');
  const { address } = await links.open('INTERNET', outside.service);
  const options = { host: 'INTERNET', resolve: () => address, trust: authority.pem };
  const dispatcher = stack.adopt(createDispatcher(options), (one) => one.destroy());
  const ask = async (options: RequestOptions = {}) => {
    const headers = { 'client-request-id': 'c-1' };
    const asking = request('https://sts.fabrikam.com/adfs/services/trust/13/usernamemixed', {
      ...{ method: 'POST', body: requestXml(options), headers, dispatcher },
    });
    const { statusCode, body } = await lab.until(asking, 'AD FS');
    return { status: statusCode, text: await body.text() };
  };
  return { forest, farm, history, ask, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test.each(['ada@fabrikam.com', 'CORP\\ada'])(
  '%s is known by the objectGUID and UPN of the forest',
  async (userName) => {
    await using estate = await startEstate();
    const { status, text } = await estate.ask({ userName });
    expect(status).toBe(200);
    expect(text).toContain('<saml:AttributeValue>ada@fabrikam.com</saml:AttributeValue>');
    const immutableId = />([^<]*)<\/saml:NameIdentifier>/.exec(text)?.[1] ?? '';
    expect(Buffer.from(immutableId, 'base64')).toHaveLength(16);
    const others = estate.history.of('c-1').filter(({ kind }) => kind !== 'adfs.event');
    expect(others.map(({ component, kind }) => `${component} ${kind}`)).toEqual([
      'ADFS1 trust.requested',
      'DC1 bind.accepted',
      'ADFS1 trust.issued',
    ]);
  },
);

test('the next domain controller is asked when one is down', async () => {
  await using estate = await startEstate();
  await estate.forest.control.stopDomainController({ name: 'DC1' });
  expect((await estate.ask()).status).toBe(200);
  expect((await estate.ask({ password: 'wrong' })).text).toContain('ID3242');
  expect(await estate.farm.control.status({})).toMatchObject({ running: true, signIns: 1, refused: 1 });
});

test('a forest that is down is no wrong password', async () => {
  await using estate = await startEstate();
  for (const name of ['DC1', 'DC2']) await estate.forest.control.stopDomainController({ name });
  const { status, text } = await estate.ask();
  expect([status, text.includes('a:InternalServiceFault'), text.includes('ID3242')]).toEqual([
    500,
    true,
    false,
  ]);
});

test('shut down, the farm resets whoever comes; started, it serves again', async () => {
  await using estate = await startEstate();
  expect((await estate.ask()).status).toBe(200);
  await estate.farm.control.shutDown({});
  await expect(estate.ask()).rejects.toThrow();
  expect(await estate.farm.control.status({})).toMatchObject({ running: false, signIns: 1 });
  await estate.farm.control.start({});
  expect((await estate.ask()).status).toBe(200);
  const moves = estate.history.all().filter(({ kind }) => kind.startsWith('farm.'));
  expect(moves.map(({ kind }) => kind)).toEqual(['farm.shutDown', 'farm.started']);
});
