import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { StandingSettingsError } from './errors.ts';
import type { OwnLab } from './estate.ts';

export interface StandingSettings {
  readonly token: string;
  readonly own: OwnLab;
  /** Where agents find this program: `ws://lab:7400`. */
  readonly conductor: string;
}

/** Where hosts dial in, and where harnesses do. */
export const HOSTS_PORT = 7400;
export const CONTROL_PORT = 7443;

const SHORTEST_TOKEN = 16;

/** Reads a conductor's environment, and takes the token out of it. Throws StandingSettingsError. */
export function standingSettings(env: NodeJS.ProcessEnv): StandingSettings {
  return {
    token: takeToken(env),
    own: { labText: ownLab(env['PTALAB_LAB']), seed: env['PTALAB_SEED'] || randomBytes(4).toString('hex') },
    conductor: env['PTALAB_CONDUCTOR'] ?? `ws://lab:${HOSTS_PORT}`,
  };
}

/** The text of the estate's own lab.yaml; an empty file, like none, means the default estate. */
function ownLab(file: string | undefined): string | undefined {
  if (file === undefined || file === '') return undefined;
  try {
    const text = readFileSync(file, 'utf8');
    return text.trim() === '' ? undefined : text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StandingSettingsError(`PTALAB_LAB names a file that cannot be read: ${reason}`);
  }
}

function takeToken(env: NodeJS.ProcessEnv): string {
  const token = env['PTALAB_TOKEN'] ?? '';
  delete env['PTALAB_TOKEN'];
  if (token.length >= SHORTEST_TOKEN) return token;
  throw new StandingSettingsError(
    `PTALAB_TOKEN must hold a secret of ${SHORTEST_TOKEN} characters at least: whoever knows it rules the estate`,
  );
}
