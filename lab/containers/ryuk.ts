import { hasImage } from './check-engine.ts';
import type { EngineApi } from './engine-api.ts';

const DISABLED = 'TESTCONTAINERS_RYUK_DISABLED';
const ASK_LIMIT_MS = 2_000;

/**
 * Whether testcontainers' own sweeper, Ryuk, works beside the lab's: yes where its image is there or can be had. The
 * engine is asked whether the registry knows the image, which takes no download; where it does not answer soon, Ryuk
 * stays off for this process. What the user has set in TESTCONTAINERS_RYUK_DISABLED stands.
 */
export async function decideRyuk(
  engine: EngineApi,
  image: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  if (env[DISABLED] !== undefined) return env[DISABLED] !== 'true';
  const canBeHad = (await hasImage(engine, image)) || (await isInRegistry(engine, image));
  if (!canBeHad) env[DISABLED] = 'true';
  return canBeHad;
}

async function isInRegistry(engine: EngineApi, image: string): Promise<boolean> {
  return engine.call('GET', `/distribution/${image}/json`, ASK_LIMIT_MS).then(
    ({ status }) => status === 200,
    () => false,
  );
}
