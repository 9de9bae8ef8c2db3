import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGraphBench, type GraphBench } from '../graph/graph.fixture.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const UNREADABLE = /^Unable to read JSON request payload\./;

let bench: GraphBench;

beforeAll(async () => {
  bench = await openGraphBench();
});

afterAll(() => bench[Symbol.asyncDispose]());

test.each<[string, string, Record<string, string>, number, string, RegExp]>([
  ['half of JSON', '{"a"', JSON_TYPE, 400, 'BadRequest', UNREADABLE],
  ['JSON that nests without end', '['.repeat(30_000), JSON_TYPE, 400, 'BadRequest', UNREADABLE],
  ['JSON for the prototype', '{"__proto__":{"roles":["x"]}}', JSON_TYPE, 400, 'BadRequest', UNREADABLE],
  ['NULs', '\0\0\0', JSON_TYPE, 400, 'BadRequest', UNREADABLE],
  ['XML', '<a/>', { 'content-type': 'text/xml' }, 400, 'BadRequest', UNREADABLE],
  ['no type that can be read', 'a', { 'content-type': ';;;' }, 400, 'BadRequest', UNREADABLE],
  ['a megabyte', `"${'a'.repeat(1 << 20)}"`, JSON_TYPE, 413, 'RequestEntityTooLarge', /too large/],
  ['a list for an object', '[]', JSON_TYPE, 400, 'BadRequest', /./],
])('Graph says of %s what the real one says', async (_name, body, headers, status, code, words) => {
  const answer = await bench.ask('/v1.0/users', { method: 'POST', body, headers });
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({
    error: {
      code,
      message: expect.stringMatching(words),
      innerError: { date: expect.any(String), 'request-id': expect.any(String) },
    },
  });
  expect(answer.text).not.toMatch(/FST_|\.ts:|node_modules/);
});

test.each([
  ['nested without end', `${'('.repeat(40)}id eq '1'${')'.repeat(40)}`, /nested deeper than/],
  ['not not not', `${'not '.repeat(40)}id eq '1'`, /nested deeper than/],
  ['over-long', `displayName eq '${'a'.repeat(3_000)}'`, /longer than/],
  ['of too many parts', Array.from({ length: 200 }, () => `id eq '1'`).join(' or '), /longer than|more than/],
  ['without an end', `startswith(displayName, 'a`, /Syntax error|ends too early|not expected/],
  ['of NULs', '\0 eq \0', /Syntax error/],
])('a $filter that is %s is refused in Graph’s shape', async (_name, filter, words) => {
  const answer = await bench.ask(`/v1.0/users?$filter=${encodeURIComponent(filter)}`);
  expect(answer).toMatchObject({
    status: 400,
    json: { error: { code: 'BadRequest', message: expect.stringMatching(words) } },
  });
});

test.each([
  '$top=0',
  '$top=x',
  '$top=1&$top=2',
  '$orderby=password',
  '$select=passwordHash',
  '$apply=x',
  '$skiptoken=x',
])('the query option %s is refused in Graph’s shape', async (query) => {
  const answer = await bench.ask(`/v1.0/users?${query}`);
  expect(answer).toMatchObject({ status: 400, json: { error: { code: 'BadRequest' } } });
});

test('the next page never leads to another host', async () => {
  await bench.ask('/v1.0/users', {
    json: {
      ...{ userPrincipalName: 'cyd@contoso.com', displayName: 'Cyd', accountEnabled: true },
      passwordProfile: { password: 'Correct-horse-1' },
    },
  });
  const path = '/v1.0/users?$top=1';
  expect((await bench.ask(path)).json).toMatchObject({
    '@odata.nextLink': expect.stringMatching(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?/),
  });
  expect((await bench.ask(path, { headers: { host: 'evil.example' } })).status).toBe(400);
  const forwarded = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
  expect((await bench.ask(path, { headers: forwarded })).text).not.toContain('evil.example');
});
