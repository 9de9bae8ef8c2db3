import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Environment } from './config.ts';
import { generateAgentKey } from './key.ts';
import { FILES } from './state-directory.ts';

/**
 * Begins to generate the key of an agent that has yet to register, so that the thread pool works while modules load.
 * Undefined when the agent is registered, or when its configuration is wrong, which is for the agent to say.
 */
export function beginKey(environment: Environment): Promise<KeyObject> | undefined {
  try {
    const { stateDirectory, keyBits } = readConfig(environment);
    if (existsSync(join(stateDirectory, FILES.registration))) return undefined;
    const key = generateAgentKey(keyBits);
    key.catch(() => undefined);
    return key;
  } catch {
    return undefined;
  }
}
