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
    const parts = await ground.clock.until(raise(ground, config, stack), 'the lab to come up');
    return assemble(ground, config, parts, stack);
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function raise(
  ground: Ground,
  config: ReturnType<typeof readLabConfig>,
  stack: AsyncDisposableStack,
): Promise<Parts> {
  const [forest, cloud] = await Promise.all([
    starting('the forest', () => startForestPart(ground, config, stack)),
    starting('the cloud', () => startCloudPart(ground, config, stack)),
  ]);
  const federation = await starting('AD FS', () => startFederationPart(ground, config, forest, cloud, stack));
  const edge = await starting('Exchange and the devices', () =>
    startEdgePart(ground, config, cloud, federation, stack),
  );
  const egress = await starting('the egress', () => startEgressPart(ground, config, cloud, stack));
  const site = new AgentSite({ ground, config, forest, cloud, egress, ...edge });
  const agents = stack.use(new AgentHosts(ground, site));
  const booting = starting('an agent', () => startAgents(agents, config, edge));
  const connect = await starting('Entra Connect', () =>
    startConnectPart(ground, config, { forest, cloud, egress, agents }, stack),
  );
  await booting;
  if (config.cloud.passThrough) await cloud.control.setPassThrough({ enabled: true });
  return { forest, cloud, federation, edge, egress, agents, connect };
}
