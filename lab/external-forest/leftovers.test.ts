import { afterEach, beforeEach, expect, test } from 'vitest';
import { markerOf } from './lodging/claim.ts';
import { openOutsideBench, type OutsideBench } from './testing.ts';

let bench: OutsideBench;

beforeEach(async () => {
  bench = await openOutsideBench();
});

afterEach(() => bench[Symbol.asyncDispose]());

const DESCRIBED = {
  lockout: { threshold: 3, duration: '1m', observationWindow: '1m' },
  users: { generate: 2, named: [{ sam: 'ada', upn: 'ada@contoso.com', memberOf: ['Careful'] }] },
  groups: [{ name: 'Careful' }],
  fineGrainedPolicies: [{ name: 'Once', precedence: 10, appliesTo: ['Careful'], lockout: { threshold: 1 } }],
};

async function everything(): Promise<string[]> {
  return [...(await bench.find('(objectClass=*)')), ...(await bench.find('(lockoutThreshold=3)'))].toSorted();
}

test('a lab that is over has left nothing', async () => {
  const before = await everything();
  const forest = await bench.start(DESCRIBED);
  expect((await everything()).length).toBeGreaterThan(before.length + 6);
  await forest.stop();
  expect(await everything()).toEqual(before);
});

test('nor has one that could not start', async () => {
  const before = await everything();
  const users = { generate: 1, named: [{ sam: 'krbtgt', upn: 'k@contoso.com' }] };
  await expect(bench.start({ ...DESCRIBED, users })).rejects.toMatchObject({
    code: 'PTALAB_OUTSIDE_REFUSED',
  });
  const named = [{ sam: 'ada', upn: 'ada@contoso.com', memberOf: ['Nobody'] }];
  await expect(bench.start({ ...DESCRIBED, users: { generate: 0, named }, groups: [] })).rejects.toThrow();
  expect(await everything()).toEqual(before);
});

test('a domain is one lab’s at a time', async () => {
  await using first = await bench.start(DESCRIBED);
  await expect(bench.start()).rejects.toMatchObject({
    code: 'PTALAB_OUTSIDE_TAKEN',
    message: expect.stringContaining('another lab of this process') as string,
  });
  expect((await first.control.accounts({})).accounts).toHaveLength(4);
});

test('what a killed lab has left is swept by the next', async () => {
  const before = await everything();
  await bench.start(DESCRIBED);
  using client = await bench.domain.connect();
  await client.bind(bench.outside.admin.dn, bench.outside.admin.password);
  const marker = markerOf(bench.outside.base);
  const [there] = await client.search({ base: marker, scope: 'base' });
  const values = (there?.texts('description') ?? []).map((text) =>
    text.startsWith('process') ? 'process 4194305 1' : text,
  );
  await client.modify(marker, [{ kind: 'replace', type: 'description', values }]);
  const next = await bench.start();
  expect(await bench.find('(sAMAccountName=ada)')).toEqual([]);
  await next.stop();
  expect(await everything()).toEqual(before);
});

test('what somebody else has made there is left alone', async () => {
  using client = await bench.domain.connect();
  await client.bind(bench.outside.admin.dn, bench.outside.admin.password);
  await client.add(`OU=Staff,${bench.outside.base}`, { objectClass: ['organizationalUnit'] });
  await expect(bench.start()).rejects.toThrow('add OU=Staff');
  expect(await bench.find('(ou=Staff)')).toHaveLength(1);
  await client.add(markerOf(bench.outside.base), { objectClass: ['organizationalUnit'] });
  await expect(bench.start()).rejects.toMatchObject({ code: 'PTALAB_OUTSIDE_TAKEN' });
});
