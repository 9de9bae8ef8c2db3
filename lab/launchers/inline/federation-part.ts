import type { StartedCloud } from '../../cloud/index.ts';
import type { LabConfig } from '../../config/index.ts';
import { startFederation, type StartedFederation } from '../../federation/index.ts';
import type { StartedForest } from '../../forest/index.ts';
import { directoryOf } from '../directory.ts';
import type { Ground } from '../ground.ts';
import { keep } from '../keep.ts';

/** Starts the farm and federates its domains with it, as `New-MgDomainFederationConfiguration` does. */
export async function startFederationPart(
  ground: Ground,
  config: LabConfig,
  forest: StartedForest | undefined,
  cloud: StartedCloud,
  stack: AsyncDisposableStack,
): Promise<StartedFederation | undefined> {
  if (config.federation === undefined || forest === undefined) return undefined;
  const directory = await directoryOf(ground.links, config.federation.host, forest);
  const context = { ...ground.contextFor('federation'), keys: ground.keys };
  const farm = await keep(stack, startFederation(config.federation, context, { directory }));
  const { issuerUris, activeSignInUri, passiveSignInUri, signingCertificate } = farm.settings;
  for (const [domain, issuerUri] of Object.entries(issuerUris)) {
    await cloud.control.setFederation({
      domain,
      issuerUri,
      activeSignInUri,
      passiveSignInUri,
      signingCertificate,
    });
  }
  return farm;
}
