import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LabInput } from '../../config/index.ts';
import { connectEngine, findLabObjects, LAB_LABEL, OWNER_LABEL } from '../../containers/index.ts';
import { LabStartError, startLab, type LabOptions } from '../index.ts';
import { OWN_IMAGE } from './image.ts';

const ESTATE: LabInput = {
  forest: {},
  cloud: { domains: [{ name: 'contoso.com' }] },
  egress: {},
  connect: [{ host: 'CONNECT1' }],
  agents: [{ host: 'AGENT1' }],
};

/** What a lab says that does not start. */
async function failureOf(options: LabOptions): Promise<LabStartError> {
  const error: unknown = await startLab({ launcher: 'docker', lab: ESTATE, ...options }).then(
    (lab) => lab.stop(),
    (caught: unknown) => caught,
  );
  if (error instanceof LabStartError) return error;
  throw error ?? new Error('the lab has started');
}

const shell = (script: string): readonly string[] => ['sh', '-c', script];

describe('an agent that cannot be started in a container', () => {
  // It takes its minute beside the others.
  let silent: Promise<LabStartError>;
  beforeAll(() => {
    silent = failureOf({ agentCommand: shell('echo waiting; exec sleep 600') });
    silent.catch(() => undefined);
  });

  test('since it ends at once is told with its code and its last lines', async () => {
    const { component, message } = await failureOf({ agentCommand: shell('echo no licence; exit 7') });
    expect(component).toBe('an agent');
    expect(message).toMatch(/container AGENT1-\d+ exited with code 7 before it was ready/);
    expect(message).toContain('no licence');
  });

  test('since its image is no agent is told with what that image said', async () => {
    const { message } = await failureOf({ agentImage: OWN_IMAGE });
    expect(message).toMatch(/container AGENT1-\d+ exited with code \d+ before it was ready/);
    expect(message).toContain(`Image: ${OWN_IMAGE}`);
  });

  test('since its image is not here is told how to get it', async () => {
    const { component, message } = await failureOf({ agentImage: 'ptalab.example/nobodys-agent:1' });
    expect(component).toBe('an agent');
    expect(message).toContain('has no image ptalab.example/nobodys-agent:1. Get it with `docker pull');
  });

  test('since it never registers is told after a minute', async () => {
    const { message } = await silent;
    expect(message).toMatch(/container AGENT1-\d+ was not ready within 60 s.*waiting/s);
  }, 150_000);
});

test('a lab that starts first takes away what a dead one has left, and a failed one leaves nothing', async () => {
  const engine = await connectEngine();
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const name = `ptalab-dead-${dead}`;
  const label = [`${LAB_LABEL}=${name}`, `${OWNER_LABEL}=${dead}@${hostname()}`];
  const args = ['network', 'create', '--internal', ...label.flatMap((one) => ['--label', one]), name];
  expect(spawnSync('docker', args, { encoding: 'utf8' }).status).toBe(0);
  await failureOf({ agentCommand: shell('exit 1') });
  expect(await findLabObjects(engine, name)).toEqual([]);
  const own = (await findLabObjects(engine)).filter(({ owner }) => owner?.startsWith(`${process.pid}@`));
  expect(own).toEqual([]);
});
