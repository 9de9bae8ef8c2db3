import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabInput } from '../config/index.ts';
import { LabStartError } from './errors.ts';
import { startLab } from './index.ts';

const managed = (agents: LabInput['agents'], clock?: LabInput['clock']): LabInput => ({
  forest: { users: { generate: 1 } },
  cloud: { domains: [{ name: 'contoso.com' }] },
  egress: {},
  connect: [{ host: 'CONNECT1' }],
  agents,
  ...(clock === undefined ? {} : { clock }),
});
const script = (text: string): string[] => [process.execPath, '-e', text];
// Other test files run labs in this process too: what is left over is looked for in a folder of this file's own.
const before = process.env['TMPDIR'];
const temporary = mkdtempSync(join(tmpdir(), 'start-lab-'));
const leftovers = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('ptalab-'));

beforeAll(() => {
  process.env['TMPDIR'] = temporary;
});
afterAll(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  rmSync(temporary, { recursive: true });
});

describe('a start that fails', () => {
  test('says which component, how it ended and its last lines, and leaves nothing', async () => {
    const command = script("console.error('no licence found'); process.exit(7)");
    const error = await startLab({ lab: managed([{ host: 'AGENT1', command }]) }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(LabStartError);
    expect(String(error)).toMatch(/AGENT1 exited with code 7[^]*no licence found/);
    expect(leftovers()).toEqual([]);
  });

  test('ends agents that are still booting', async () => {
    const note = join(mkdtempSync(join(tmpdir(), 'booting-')), 'pid');
    const slow = script(
      `require('fs').writeFileSync('${note}', String(process.pid)); setInterval(() => {}, 1000)`,
    );
    const late = script(
      `const wait = setInterval(() => require('fs').existsSync('${note}') && process.exit(9), 20)`,
    );
    const agents = [
      { host: 'AGENT1', command: slow },
      { host: 'AGENT2', command: late },
    ];
    await expect(startLab({ lab: managed(agents) })).rejects.toThrow('AGENT2 exited with code 9');
    const pid = Number(readFileSync(note, 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    rmSync(dirname(note), { recursive: true });
  });

  test('an agent without the clock extension is not for a frozen clock', async () => {
    const command = script(
      "console.log('ready agent 6f1c0b8e-1111-4222-8333-444455556666'); process.stdin.resume()",
    );
    const lab = managed([{ host: 'AGENT1', command }], { mode: 'frozen' });
    await expect(startLab({ lab })).rejects.toThrow('AGENT1 does not implement the clock extension');
  });
});

test('a firewall without a proxy is for containers', async () => {
  const lab = { ...managed([]), egress: { mode: 'firewall' as const } };
  await expect(startLab({ lab })).rejects.toThrow('found "firewall" with the launcher inline');
});

describe('an agent that lives by the wall', () => {
  const byTheWall = managed([{ host: 'AGENT1', clock: 'wall' }]);

  test('has a lab that flows, which it keeps from jumping', async () => {
    await using lab = await startLab({ lab: byTheWall });
    expect((await lab.clock.show()).mode).toBe('flowing');
    await expect(lab.clock.advance(3_600_000)).rejects.toThrow('cannot advance by 3600 s');
  });

  test('is not for a lab that is frozen', async () => {
    const lab: LabInput = { ...byTheWall, clock: { mode: 'frozen' } };
    await expect(startLab({ lab })).rejects.toThrow(
      'agents[0].clock: found "wall" in a lab whose clock is frozen',
    );
  });

  test('makes a lab flow that was to be frozen, when its command is named outside the description', async () => {
    const agentCommand = [
      'sh',
      '-c',
      `unset PTALAB_CLOCK_URL; exec "${process.execPath}" "${fileURLToPath(new URL('../agent/main.ts', import.meta.url))}"`,
    ];
    await using lab = await startLab({ lab: managed([{ host: 'AGENT1' }]), agentCommand });
    expect((await lab.clock.show()).mode).toBe('flowing');
  });
});

describe('a lab that is up', () => {
  test('uninstalling an agent forgets its registration; installing again is a new agent', async () => {
    await using lab = await startLab({ lab: managed([{ host: 'AGENT1' }]) });
    const { agentId } = await lab.agents.agent({ host: 'AGENT1' });
    await lab.clock.until(lab.agents.uninstall({ host: 'AGENT1' }), 'AGENT1 to be removed');
    const again = await lab.clock.until(lab.agents.install({ host: 'AGENT1' }), 'AGENT1 to be ready');
    expect(again.agentId).not.toBe(agentId);
    const listed = await lab.cloud.agents({});
    expect(listed.map((one) => one.agentId).toSorted()).toEqual([agentId, again.agentId].toSorted());
  });

  test('cuts one agent off from one domain controller, and says what it cannot find', async () => {
    await using lab = await startLab({ lab: managed([{ host: 'AGENT1' }]) });
    expect(await lab.network.cut({ from: 'AGENT1', to: 'DC1' })).toEqual({ links: 1 });
    const { links } = await lab.network.links({ from: 'AGENT1' });
    expect(links.filter(({ state }) => state === 'cut').map(({ to }) => to)).toEqual(['DC1/ldaps']);
    await expect(lab.network.cut({ from: 'AGENT9' })).rejects.toThrow('hosts that do: ');
    await expect(lab.network.hold({ from: 'AGENT1', to: 'DC7' })).rejects.toThrow(/it calls .*EGRESS\/proxy/);
  });

  test('leaves no folder behind when it stops', async () => {
    for (let nth = 0; nth < 3; nth++) await (await startLab({ lab: managed([{ host: 'AGENT1' }]) })).stop();
    await new Promise((done) => setTimeout(done, 100));
    expect(leftovers()).toEqual([]);
  });
});
