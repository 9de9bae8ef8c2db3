import { Client, GraphError, PageIterator } from '@microsoft/microsoft-graph-client';
import type { Domain, User } from '@microsoft/microsoft-graph-types';
import type { OnPremisesAgent } from '@microsoft/microsoft-graph-types-beta';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GRAPH, openGraphBench, type GraphBench } from './graph.fixture.ts';

let bench: GraphBench;
let client: Client;

/** The client as it is published; its fetch goes to the lab. */
beforeAll(async () => {
  const cloudOnlyUsers = Array.from({ length: 7 }, (_, n) => ({ upn: `user${n}@contoso.onmicrosoft.com` }));
  bench = await openGraphBench({ domains: [{ name: 'contoso.com' }], cloudOnlyUsers });
  globalThis.fetch = async (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
    const method = init?.method ?? 'GET';
    const json: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    const { status, text, headers } = await bench.ask(pathname + search, {
      ...(method !== 'GET' && { method: 'PATCH' }),
      ...(json !== undefined && { json }),
    });
    const type = String(headers['content-type'] ?? 'application/json');
    return new Response(status === 204 ? null : text, { status, headers: { 'content-type': type } });
  };
  client = Client.init({ baseUrl: GRAPH, authProvider: (done) => done(null, 'kept by the bench') });
});

const fetchBefore = globalThis.fetch;
afterAll(async () => {
  globalThis.fetch = fetchBefore;
  await bench[Symbol.asyncDispose]();
});

test('reads a domain, converts nothing that cannot be, and understands the refusal', async () => {
  const domain = (await client.api('/domains/contoso.com').get()) as Domain;
  expect(domain).toMatchObject({ id: 'contoso.com', authenticationType: 'Managed' });
  const refused = client.api('/domains/contoso.com').patch({ authenticationType: 'Federated' });
  await expect(refused).rejects.toBeInstanceOf(GraphError);
  await expect(refused).rejects.toMatchObject({
    statusCode: 409,
    code: 'Conflict',
    requestId: expect.any(String),
  });
});

test('walks all pages of users', async () => {
  const names: string[] = [];
  const first: unknown = await client.api('/users').top(3).select('userPrincipalName').get();
  const iterator = new PageIterator(client, first as { value: unknown[] }, (user: User) => {
    names.push(user.userPrincipalName ?? '');
    return true;
  });
  await iterator.iterate();
  expect(names).toHaveLength(8);
  expect(new Set(names).size).toBe(8);
});

test('asks beta for the agents', async () => {
  const { value } = (await client
    .api('/onPremisesPublishingProfiles/authentication/agents')
    .version('beta')
    .get()) as { value: OnPremisesAgent[] };
  expect(value).toEqual([]);
});
