import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Links } from '../links/links.ts';
import { Authority } from '../pki/authority.ts';
import { Janitor } from '../processes/janitor.ts';
import { runArrivals } from './arrivals.ts';
import { percentilesOf } from './percentiles.ts';

test('a driver in its own process sends at a fixed rate and counts what comes back', async () => {
  using janitor = new Janitor();
  await using links = new Links();
  const authority = await Authority.create('CN=Lab');
  let asked = 0;
  const server = createServer(
    await authority.issueServer(['login.microsoftonline.com']),
    (request, response) => {
      const refused = ++asked % 4 === 0;
      request.resume().on('end', () => {
        response.writeHead(refused ? 400 : 200).end(refused ? '{"error_codes":[50126]}' : '{}');
      });
    },
  );
  const link = await links.open('INTERNET', {
    name: 'cloud/login',
    accept: (socket) => server.emit('connection', socket),
  });
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-arrivals-'));
  janitor.makeFolder(folder);
  const plan = { tenantId: 't', trust: authority.pem, seed: 's', ratePerSecond: 100, durationMs: 200 };
  const addresses = { 'login.microsoftonline.com:443': link.address };
  const users = [{ upn: 'ada@contoso.com', password: 'p' }];
  const result = await runArrivals({ ...plan, addresses, users }, { janitor, folder });
  expect(result).toMatchObject({ sent: 20, succeeded: 15, failed: { AADSTS50126: 5 } });
  expect(result.latencyMs.max).toBeGreaterThanOrEqual(result.latencyMs.p50);
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  janitor.remove(folder);
});

test('a driver that cannot reach anybody says so for each sign-in', async () => {
  using janitor = new Janitor();
  const folder = mkdtempSync(join(tmpdir(), 'ptalab-arrivals-'));
  janitor.makeFolder(folder);
  const plan = { tenantId: 't', trust: '', seed: 's', ratePerSecond: 50, durationMs: 40, addresses: {} };
  const result = await runArrivals({ ...plan, users: [{ upn: 'a@b', password: 'p' }] }, { janitor, folder });
  expect(result).toMatchObject({ sent: 2, succeeded: 0, failed: { network: 2 } });
  janitor.remove(folder);
});

test('percentiles are by nearest rank', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentilesOf(values)).toEqual({ p50: 50, p90: 90, p95: 95, p99: 99, max: 100 });
  expect(percentilesOf([])).toEqual({ p50: 0, p90: 0, p95: 0, p99: 0, max: 0 });
});
