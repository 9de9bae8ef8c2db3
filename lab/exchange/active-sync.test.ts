import { describe, expect, test } from 'vitest';
import { startTestExchange } from './test-exchange.fixture.ts';

const HOUR = 3_600_000;

describe('the credential cache', () => {
  test('warm, it asks nobody; expired, it asks again', async () => {
    await using it = await startTestExchange({ credentialCache: '2h' });
    expect(await it.sync('right')).toBe(200);
    await it.lab.advance(2 * HOUR - 1);
    expect(await it.sync('right')).toBe(200);
    expect(it.asked).toEqual(['realm', 'token']);
    await it.lab.advance(1);
    expect(await it.sync('right')).toBe(200);
    expect(it.asked).toEqual(['realm', 'token', 'token']);
  });

  test('holds no refused credentials, and only the very password that was accepted', async () => {
    await using it = await startTestExchange();
    expect(await it.sync('wrong')).toBe(401);
    expect(await it.exchange.control.caches({})).toMatchObject({ credentials: 0 });
    expect(await it.sync('right')).toBe(200);
    expect(await it.sync('Right')).toBe(401);
    expect(it.asked).toEqual(['realm', 'token', 'token', 'token']);
  });

  test('off, every request is checked', async () => {
    await using it = await startTestExchange({ credentialCache: '0s' });
    expect([await it.sync('right'), await it.sync('right')]).toEqual([200, 200]);
    expect(it.asked).toEqual(['realm', 'token', 'token']);
  });
});

describe('the route cache', () => {
  test('keeps a converted domain at its farm until it expires, fixed from the lookup', async () => {
    await using it = await startTestExchange({ credentialCache: '0s' });
    it.estate.authentication = 'Federated';
    expect(await it.sync('right')).toBe(200);
    it.estate.authentication = 'Managed';
    await it.lab.advance(6 * HOUR);
    expect(await it.sync('right')).toBe(200);
    it.links.farm.cut();
    expect(await it.sync('right')).toBe(503);
    await it.lab.advance(6 * HOUR - 1);
    expect(await it.sync('right')).toBe(503);
    await it.lab.advance(1);
    expect(await it.sync('right')).toBe(200);
    expect(it.asked).toEqual(['realm', 'farm', 'farm', 'realm', 'token']);
    expect((await it.exchange.control.caches({})).routes).toEqual([
      {
        node: 'EXO1',
        domain: 'fabrikam.com',
        authentication: 'managed',
        expiresAt: it.lab.now() + 12 * HOUR,
      },
    ]);
  });

  test('is each node’s own, and a device keeps its node', async () => {
    await using it = await startTestExchange({ nodes: 2, credentialCache: '0s' });
    for (const device of ['a', 'b', 'c', 'd', 'e', 'f', 'a', 'b']) await it.sync('right', { device });
    expect(it.asked.filter((what) => what === 'realm')).toHaveLength(2);
    const nodes = it.history.kind('eas.received').map(({ data }) => data?.['node']);
    expect(new Set(nodes)).toEqual(new Set(['EXO1', 'EXO2']));
    expect(nodes.slice(0, 2)).toEqual(nodes.slice(6));
  });

  test('can be cleared without the credentials', async () => {
    await using it = await startTestExchange();
    await it.sync('right');
    await it.exchange.control.clearCaches({ which: 'routes' });
    expect(await it.exchange.control.caches({})).toEqual({ credentials: 1, routes: [] });
  });
});

describe('a federated user', () => {
  test('is checked at the farm, which learns of the device behind the front end', async () => {
    await using it = await startTestExchange();
    it.estate.authentication = 'Federated';
    expect([await it.sync('wrong'), await it.sync('right')]).toEqual([401, 200]);
    expect(it.farmHeaders).toMatchObject({
      'x-ms-client-application': 'Microsoft.Exchange.ActiveSync',
      'x-ms-client-user-agent': 'Phone/1',
      'x-ms-forwarded-client-ip': '127.0.0.1',
      'x-ms-proxy': 'EXO1',
      'x-ms-endpoint-absolute-path': '/adfs/services/trust/2005/usernamemixed',
      'client-request-id': 'c-1',
    });
  });

  test('is not let in by a token about somebody else', async () => {
    await using it = await startTestExchange();
    Object.assign(it.estate, { authentication: 'Federated', tokenUpn: 'eve@fabrikam.com' });
    expect(await it.sync('right')).toBe(401);
  });

  test.each([500, 503] as const)('is told to come back when the farm answers %d', async (farmStatus) => {
    await using it = await startTestExchange();
    Object.assign(it.estate, { authentication: 'Federated', farmStatus });
    expect(await it.sync('right')).toBe(503);
  });
});

describe('a managed user', () => {
  test.each([
    [50126, 401],
    [50053, 401],
    [80001, 503],
    [80002, 503],
  ])('refused with AADSTS%d is answered with %d', async (tokenCode, status) => {
    await using it = await startTestExchange();
    Object.assign(it.estate, { tokenCode });
    expect(await it.sync('wrong')).toBe(status);
  });

  test('is answered 503 within the limit when the cloud is silent, and 401 for a foreign domain', async () => {
    await using it = await startTestExchange();
    it.estate.authentication = 'Unknown';
    expect(await it.sync('right')).toBe(401);
    it.links.cloud.hold();
    const before = it.lab.now();
    expect(await it.sync('right')).toBe(503);
    expect(it.lab.now() - before).toBe(60_000);
    expect(JSON.stringify(it.history.all())).not.toContain('right');
  });
});
