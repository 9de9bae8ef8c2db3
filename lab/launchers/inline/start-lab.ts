import type { LabConfig } from '../../config/index.ts';
import { AgentHosts } from '../agent-hosts.ts';
import { AgentSite } from '../agent-site.ts';
import { starting } from '../errors.ts';
import { layGround, type Ground } from '../ground.ts';
import type { Lab } from '../../lab.ts';
import { readLabConfig, type LabOptions } from '../lab-options.ts';
import { assemble, type Parts } from './assemble.ts';
import { startCloudPart } from './cloud-part.ts';
import { startConnectPart } from './connect-part.ts';
import { startEdgePart } from './edge-part.ts';
import { startEgressPart } from './egress-part.ts';
import { startFederationPart } from './federation-part.ts';
import { startForestPart } from './forest-part.ts';
import { startAgents } from './agents-part.ts';

/**
 * Raises an estate in this process, agents as child processes. Every step names its component when it fails, and what
 * had started is stopped again. Throws LabFileError, LabStartError.
 */
export async function startInlineLab(options: LabOptions): Promise<Lab> {
  const config = readLabConfig(options);
  const seed = options.seed ?? config.seed ?? 'ptalab';
  const stack = new AsyncDisposableStack();
  try {
    const ground = await starting('the ground', () => layGround({ ...options, seed, config }, stack));
    const step = announcing(options.onStep);
    const parts = await ground.clock.until(raise(ground, config, stack, step), 'the lab to come up');
    if (ground.clock.mode === 'frozen') await ground.clock.settle('the lab to come to rest');
    return assemble(ground, config, parts, stack);
  } catch (error) {
    // What stopping says comes after what went wrong, and must not hide it.
    await stack.disposeAsync().catch(() => undefined);
    throw error;
  }
}

/** Says each step before it is taken, for whoever has to say what is being waited for. */
function announcing(say: (component: string) => void = () => undefined): typeof starting {
  return (component, start) => {
    say(component);
    return starting(component, start);
  };
}

async function raise(
  ground: Ground,
  config: LabConfig,
  stack: AsyncDisposableStack,
  step: typeof starting,
): Promise<Parts> {
  const [forest, cloud] = await Promise.all([
    step('the forest', () => startForestPart(ground, config, stack)),
    step('the cloud', () => startCloudPart(ground, config, stack)),
  ]);
  const federation = await step('AD FS', () => startFederationPart(ground, config, forest, cloud, stack));
  const edge = await step('Exchange and the devices', () =>
    startEdgePart(ground, config, cloud, federation, stack),
  );
  const egress = await step('the egress', () => startEgressPart(ground, config, cloud, stack));
  const site = new AgentSite({ ground, config, forest, cloud, egress, ...edge });
  const agents = stack.use(new AgentHosts(ground, site));
  const [, connect] = await Promise.all([
    step('an agent', () => startAgents(agents, config, edge)),
    step('Entra Connect', () => startConnectPart(ground, config, { forest, cloud, egress, agents }, stack)),
  ]);
  if (config.cloud.passThrough) await cloud.control.setPassThrough({ enabled: true });
  return { forest, cloud, federation, edge, egress, agents, connect };
}
