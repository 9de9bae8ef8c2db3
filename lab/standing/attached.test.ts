import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { controlOver } from '../control/control.ts';
import { httpTransport } from '../control/http-client.ts';
import { labContract, type LabControl } from '../desk/lab-control.ts';
import { describeLauncher } from '../launchers/contract/launcher-contract.ts';
import { startLab, type LabOptions } from '../launchers/index.ts';
import { Janitor } from '../processes/janitor.ts';
import { startFixture } from './programs.fixture.ts';

const token = randomBytes(24).toString('hex');
const stack = new AsyncDisposableStack();
const janitor = stack.use(new Janitor());
let url = '';
let desk: LabControl;

beforeAll(async () => {
  const conductor = await startFixture('conductor', [], token, janitor);
  stack.defer(async () => void (await conductor.stop()));
  [, url = ''] = conductor.ready;
  desk = controlOver('lab', labContract, httpTransport(url, token, 'lab'));
});
afterAll(() => stack.disposeAsync());

describeLauncher('attached', () => ({ attach: { url, token } }), { ownsProcesses: false });

describe('an estate', () => {
  const minimal = (): LabOptions => ({ attach: { url, token }, seed: 'mine', lab: { cloud: {} } });
  const seed = (): Promise<string> => desk.status({}).then((status) => status.seed, String);

  test('tells people of the lab that is up, and does not end for them', async () => {
    await using lab = await startLab(minimal());
    expect(await desk.status({})).toMatchObject({ seed: lab.seed, agents: [] });
    expect(await desk.clockShow({})).toMatchObject({ mode: 'frozen' });
    await expect(desk.stop({})).rejects.toMatchObject({ code: 'PTALAB_ESTATE_STANDS' });
    expect(await seed()).toBe('mine');
  });

  test('carries one run at a time, and is its own again when that has gone without a word', async () => {
    const other = await startFixture('harness', [url, 'theirs'], token, janitor);
    await expect(startLab(minimal())).rejects.toThrow(/the standing estate failed: .*the estate is taken/);
    expect(await seed()).toBe('theirs');
    other.signal('SIGKILL');
    await expect.poll(seed, { timeout: 10_000 }).toBe('own');
  });

  test('refuses who does not know its token, without repeating it', async () => {
    const wrong = startLab({ ...minimal(), attach: { url, token: 'a-guess-of-some-length' } });
    const said = await wrong.then(String, String);
    expect(said).toContain('it refuses the token');
    expect(said).not.toContain('a-guess');
  });

  test('says what is wrong with a description', async () => {
    await expect(startLab({ ...minimal(), lab: undefined, labText: 'cloud: 7' })).rejects.toMatchObject({
      code: 'PTALAB_LAB_FILE',
    });
  });
});
