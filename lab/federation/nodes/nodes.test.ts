import { expect, test } from 'vitest';
import { nodeNames } from '../config.ts';
import { requestXml, startTestFarm, type TestFarm } from '../test-farm.fixture.ts';

const PATH = '/adfs/services/trust/13/usernamemixed';
const MINUTE = 60_000;

/** One sign-in, and the node that did it. */
async function signIn(farm: TestFarm, inside = false): Promise<string | undefined> {
  const body = requestXml({
    created: new Date(farm.lab.now()).toISOString(),
    expires: new Date(farm.lab.now() + 5 * MINUTE).toISOString(),
  });
  const { status } = await farm.ask(PATH, { body, inside });
  return status === 200 ? farm.history.kind('trust.issued').at(-1)?.component : `status ${status}`;
}

test('nodes are named by counting on', () => {
  expect(nodeNames({ host: 'ADFS7', nodes: 3 })).toEqual(['ADFS7', 'ADFS8', 'ADFS9']);
  expect(nodeNames({ host: 'STS', nodes: 2 })).toEqual(['STS', 'STS2']);
});

test('requests go to the nodes in turn; with one node stopped the others serve', async () => {
  await using farm = await startTestFarm({ nodes: 3 });
  const served = new Set<unknown>();
  for (let n = 0; n < 3; n++) served.add(await signIn(farm));
  expect([...served].sort()).toEqual(['ADFS1', 'ADFS2', 'ADFS3']);
  await farm.federation.control.stopNode({ name: 'ADFS2' });
  for (let n = 0; n < 4; n++) expect(await signIn(farm)).not.toBe('ADFS2');
  expect(await signIn(farm, true)).toMatch(/^ADFS[13]$/);
  await expect(farm.federation.control.stopNode({ name: 'ADFS9' })).rejects.toThrow('no node ADFS9');
});

test('with every node stopped connections are reset, outside and inside', async () => {
  await using farm = await startTestFarm({ nodes: 2 });
  for (const name of ['ADFS1', 'ADFS2']) await farm.federation.control.stopNode({ name });
  await expect(signIn(farm)).rejects.toThrow();
  await expect(signIn(farm, true)).rejects.toThrow();
  await farm.federation.control.startNode({ name: 'ADFS2' });
  expect([await signIn(farm), await signIn(farm, true)]).toEqual(['ADFS2', 'ADFS2']);
});

test('a stopped proxy is a farm that nobody outside reaches', async () => {
  await using farm = await startTestFarm();
  await farm.federation.control.stopProxy({});
  await expect(signIn(farm)).rejects.toThrow();
  expect(await signIn(farm, true)).toBe('ADFS1');
  await farm.federation.control.startProxy({});
  expect(await signIn(farm)).toBe('ADFS1');
});

test('a proxy that does not reach the farm says so; the next node is asked first', async () => {
  await using farm = await startTestFarm({ nodes: 2 });
  farm.links.meet('WAP1', { name: 'ADFS1/https', accept: () => undefined }).cut();
  for (let n = 0; n < 3; n++) expect(await signIn(farm)).toBe('ADFS2');
  farm.links.meet('WAP1', { name: 'ADFS2/https', accept: () => undefined }).cut();
  expect(await signIn(farm)).toBe('status 503');
});

test('a secondary has the configuration of its last poll, and the primary alone changes it', async () => {
  await using farm = await startTestFarm({ nodes: 2 });
  const { control } = farm.federation;
  await control.setRelyingParty({ enabled: false });
  const outcomes = async (): Promise<unknown[]> => [await signIn(farm), await signIn(farm)].sort();
  expect(await outcomes()).toEqual(['ADFS2', 'status 500']);
  await farm.lab.advance(5 * MINUTE);
  expect(await outcomes()).toEqual(['status 500', 'status 500']);
  await control.stopNode({ name: 'ADFS1' });
  await expect(control.setRelyingParty({ enabled: true })).rejects.toThrow('ADFS1, the primary node');
  expect(await control.syncFarm({})).toEqual({ failed: ['ADFS2'] });
  await control.startNode({ name: 'ADFS1' });
  await control.setRelyingParty({ enabled: true });
  expect(await control.syncFarm({})).toEqual({ failed: [] });
  expect(await outcomes()).toEqual(['ADFS1', 'ADFS2']);
});

test('load balancers probe port 80', async () => {
  await using farm = await startTestFarm();
  const probe = (path: string) => farm.ask(`http://sts.fabrikam.com${path}`, { inside: true });
  expect((await probe('/adfs/probe')).status).toBe(200);
  expect((await probe('/adfs/ls/')).status).toBe(404);
  await farm.federation.control.shutDown({});
  await expect(probe('/adfs/probe')).rejects.toThrow();
});

test('starts and stops are events of the node', async () => {
  await using farm = await startTestFarm();
  await farm.federation.control.shutDown({});
  await farm.federation.control.start({});
  const events = await farm.federation.control.events({});
  expect(events.map(({ id, node }) => `${node} ${id}`)).toEqual(['ADFS1 103', 'ADFS1 100']);
});
