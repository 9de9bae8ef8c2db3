import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestFarm, USER, type TestFarm } from '../test-farm.fixture.ts';

const LEAK = /\.ts:|node_modules|at async|TypeError/;

let farm: TestFarm;

beforeAll(async () => {
  farm = await startTestFarm({ idpInitiatedSignOn: true });
});

afterAll(() => farm[Symbol.asyncDispose]());

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '%',
    '%zz',
    '\0',
    '"><script>',
    'javascript:alert(1)',
    'https://evil.example/',
    '-1',
    '9'.repeat(20),
  ),
);

test('whatever a WS-Federation query says, a token goes to the relying party or nowhere', async () => {
  const asked = fc.record(
    {
      wa: fc.oneof({ weight: 3, arbitrary: fc.constant('wsignin1.0') }, fc.constant('wsignout1.0'), odd),
      wtrealm: fc.oneof({ weight: 3, arbitrary: fc.constant('urn:federation:MicrosoftOnline') }, odd),
      wctx: odd,
      wfresh: odd,
      wauth: odd,
      whr: odd,
      wreply: odd,
      username: odd,
      prompt: odd,
    },
    { requiredKeys: ['wa'] },
  );
  const form = { UserName: USER.upn, Password: USER.password };
  await fc.assert(
    fc.asyncProperty(asked, fc.boolean(), async (query, signsIn) => {
      const text = new URLSearchParams(query as Record<string, string>).toString();
      const answer = await farm.ask(`/adfs/ls/?${text}`, signsIn ? { form } : {});
      expect([200, 302, 400]).toContain(answer.status);
      expect(answer.text).not.toMatch(LEAK);
      expect(String(answer.headers['location'] ?? '')).not.toMatch(/evil|javascript/);
      const action = /action="([^"]*)"/.exec(answer.text)?.[1] ?? '/';
      expect(action).toMatch(/^(\/|https:\/\/login\.microsoftonline\.com\/login\.srf$)/);
    }),
    { numRuns: 150, seed: 8 },
  );
}, 60_000);

test('whatever stands in a signed redirect, there is an answer', async () => {
  const xml = `<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"`;
  const request = fc.oneof(
    odd,
    odd.map((text) => deflateRawSync(`${xml} ${text}/>`).toString('base64')),
  );
  const asked = fc.record(
    { SAMLRequest: request, RelayState: odd, SigAlg: odd, Signature: odd },
    { requiredKeys: ['SAMLRequest'] },
  );
  await fc.assert(
    fc.asyncProperty(asked, async (query) => {
      const { status, text } = await farm.ask(
        `/adfs/ls/?${new URLSearchParams(query as Record<string, string>).toString()}`,
      );
      expect([200, 400]).toContain(status);
      expect(text).not.toMatch(LEAK);
    }),
    { numRuns: 100, seed: 9 },
  );
}, 60_000);
