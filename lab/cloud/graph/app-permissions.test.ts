import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionsFor } from './app-permissions.ts';
import { openGraphBench, type GraphBench } from './graph.fixture.ts';

const SECRET = 'secret-of-the-lab';

let it: GraphBench;
let registered = 0;

beforeAll(async () => {
  it = await openGraphBench();
});
afterAll(() => it[Symbol.asyncDispose]());

/** A token of an application that acts for itself, with these permissions. */
async function tokenWith(...grantedRoles: string[]): Promise<string> {
  const app = { name: `program ${++registered}`, grantedRoles, secrets: [{ value: SECRET }] };
  const { appId } = await it.cloud.control.registerApp(app);
  return it.appToken(appId, SECRET);
}

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('an application that acts for itself', () => {
  test('reads what it was granted, and nothing else', async () => {
    const token = await tokenWith('Domain.Read.All');
    expect((await it.ask('/v1.0/domains', as(token))).status).toBe(200);
    for (const path of ['/v1.0/users', '/beta/settings', '/v1.0/organization']) {
      expect(await it.ask(path, as(token)), path).toMatchObject({
        status: 403,
        json: { error: { code: 'Authorization_RequestDenied' } },
      });
    }
  });

  test('writes only with a permission to write', async () => {
    const patch = { method: 'PATCH', json: { authenticationType: 'Managed' } } as const;
    const [reader, writer] = [await tokenWith('Domain.Read.All'), await tokenWith('Domain.ReadWrite.All')];
    const path = '/v1.0/domains/nowhere.example';
    expect((await it.ask(path, { ...patch, ...as(reader) })).status).toBe(403);
    expect((await it.ask(path, { ...patch, ...as(writer) })).status).toBe(404);
    expect((await it.ask('/v1.0/domains', as(writer))).status).toBe(200);
  });

  test('without any permission gets nothing, and no agent is registered by one', async () => {
    const nothing = await tokenWith();
    expect((await it.ask('/v1.0/domains', as(nothing))).status).toBe(403);
    const all = await tokenWith('Directory.ReadWrite.All');
    const url = `https://${it.cloud.tenantId}.registration.msappproxy.net/v1/agents`;
    expect((await it.at(url, { method: 'POST', json: {}, ...as(all) })).status).toBeGreaterThanOrEqual(400);
    expect(await it.cloud.control.agents({})).toEqual([]);
  });
});

test('whatever is not a path of Graph is for no application', () => {
  expect(permissionsFor('GET', '/v1.0/me')).toEqual([]);
  expect(permissionsFor('DELETE', '/v1.0/auditLogs/signIns')).toEqual(['Directory.ReadWrite.All']);
});
