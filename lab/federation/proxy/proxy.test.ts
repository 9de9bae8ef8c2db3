import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestXml, startTestFarm } from '../test-farm.fixture.ts';
import { addressesIn, addressOf, clientAddresses } from './forwarded.ts';

const PATH = '/adfs/services/trust/2005/usernamemixed';

test.each([
  [true, 'true'],
  [false, 'false'],
])('inside %s: the claim says %s', async (inside, value) => {
  await using farm = await startTestFarm();
  const { text } = await farm.ask(PATH, { body: requestXml({ version: '2005' }), inside });
  expect(text).toContain(
    `AttributeName="insidecorporatenetwork" AttributeNamespace="http://schemas.microsoft.com/ws/2012/01"><saml:AttributeValue>${value}<`,
  );
});

test('the proxy says who its client is, and nobody else is believed', async () => {
  await using farm = await startTestFarm();
  const headers = { 'x-ms-proxy': 'EVIL', 'x-ms-endpoint-absolute-path': '/x', 'user-agent': 'mail' };
  for (const inside of [false, true])
    await farm.ask(PATH, { body: requestXml({ version: '2005' }), headers, inside });
  const [outside, within] = farm.history.kind('trust.requested').map(({ data }) => data);
  expect(outside).toMatchObject({
    proxy: 'WAP1',
    endpointPath: PATH,
    clientUserAgent: 'mail',
    forwardedClientIp: addressOf('INTERNET'),
  });
  expect(within).toEqual({ endpoint: '2005/usernamemixed', upn: 'ada@fabrikam.com' });
});

test('Windows transport is served inside alone', async () => {
  await using farm = await startTestFarm();
  const path = '/adfs/services/trust/2005/windowstransport';
  const inside = await farm.ask(path, { body: '', inside: true });
  expect([inside.status, inside.headers['www-authenticate']]).toEqual([401, ['Negotiate', 'NTLM']]);
  expect((await farm.ask(path, { body: '' })).status).toBe(404);
});

test('the addresses of a client: what a front end says, then the way that the request came', () => {
  const of = (headers: Record<string, string>, trusts = true, caller = 'INTERNET') =>
    clientAddresses(headers, caller, trusts);
  expect(of({})).toEqual([addressOf('INTERNET')]);
  expect(of({ 'x-forwarded-for': '192.0.2.1, 198.51.100.2:4711' })).toEqual(['192.0.2.1', '198.51.100.2']);
  expect(of({ 'x-forwarded-for': '192.0.2.1' }, false)).toEqual([addressOf('INTERNET')]);
  const said = { 'x-ms-forwarded-client-ip': '192.0.2.9' };
  expect(of(said)).toEqual(['192.0.2.9', addressOf('INTERNET')]);
  const exchange = { ...said, 'x-ms-client-application': 'Microsoft.Exchange.ActiveSync' };
  expect(of(exchange, true, 'EXO1')).toEqual(['192.0.2.9']);
  expect(of(exchange)).toEqual(['192.0.2.9', addressOf('INTERNET')]);
});

test('whatever a header says, what is read of it are at most eight addresses', () => {
  const header = fc.oneof(fc.string(), fc.array(fc.ipV4()).map(String), fc.array(fc.ipV6()).map(String));
  fc.assert(
    fc.property(header, (text) => {
      const read = addressesIn(text);
      expect(read.length).toBeLessThanOrEqual(8);
      for (const one of read) expect(one).toMatch(/^[\d.]+$|:/);
    }),
    { seed: 3 },
  );
});
