import { expect, test } from 'vitest';
import { Estate } from './estate.ts';
import { serveEstate } from './serve-estate.ts';

const estate = new Estate({
  own: { labText: undefined, seed: 'own' },
  conduct: () => Promise.reject(new Error('no host is here')),
  part: { name: 'control plane', probe: () => ({ activity: 0, busy: [] }), say: () => undefined },
});
const service = serveEstate(estate);

test.each([
  ['advance', '{"ms":1}'],
  ['hold', '{"what":"a sign-in"}'],
  ['processes', '{}'],
  ['signIn', '{"client":"oauth","upn":"ada@contoso.com","password":"a password of hers"}'],
])('%s finds no lab between two', async (method, input) => {
  const reply = await service(method, input);
  expect(reply).toMatchObject({ error: { code: 'PTALAB_LAB_DOWN' } });
  expect(JSON.stringify(reply)).not.toContain('of hers');
});

test('a call that is none is refused, with what is wrong', async () => {
  for (const [method, input] of [
    ['advance', '{"ms":-1}'],
    ['signIn', '{"client":"carrier pigeon"}'],
    ['raise', '{"labText":7}'],
    ['lower', '{}'],
    ['arrivals', '{"users":[],"ratePerSecond":1,"durationMs":1000}'],
    ['arrivals', '{"users":[{"upn":"ada","password":"a"}],"ratePerSecond":1e9,"durationMs":1000}'],
    ['constructor', '{}'],
    ['advance', 'ms'],
  ] as const) {
    expect(await service(method, input)).toMatchObject({ error: { code: 'PTALAB_CONTROL_INPUT' } });
  }
});

test('a lab that does not come up is told to whoever wanted it, and none is up', async () => {
  const reply = await service('raise', '{"harness":"me"}');
  expect(reply).toMatchObject({ error: { message: 'estate.raise failed: no host is here' } });
  expect(await service('status', '{}')).toEqual({ ok: '{"up":false,"seed":""}' });
  await estate[Symbol.asyncDispose]();
});
