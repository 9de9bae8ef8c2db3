import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { engineAddresses, type EngineAddress, type EngineSurroundings } from './engine-address.ts';
import { EngineApi } from './engine-api.ts';
import { nowhere, unanswered } from './engine-failure.ts';

const PING_LIMIT_MS = 5_000;

/** Finds the engine that answers; throws EngineError `missing`, `stopped`, `forbidden` or `remote`. */
export async function connectEngine(surroundings: EngineSurroundings = here()): Promise<EngineApi> {
  let failure: { address: EngineAddress; error: unknown } | undefined;
  for (const address of engineAddresses(surroundings)) {
    if ('socketPath' in address && !surroundings.exists(address.socketPath)) continue;
    const api = new EngineApi(address);
    try {
      if ((await api.call('GET', '/_ping', PING_LIMIT_MS)).status === 200) return api;
      failure ??= { address, error: new Error('what answers there is no container engine') };
    } catch (error) {
      failure ??= { address, error };
    }
  }
  throw failure === undefined ? nowhere(surroundings) : unanswered(failure.address, failure.error);
}

function here(): EngineSurroundings {
  return { env: process.env, home: homedir(), platform: process.platform, exists: existsSync };
}
