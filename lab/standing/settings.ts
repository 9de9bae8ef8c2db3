import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { StandingSettingsError } from './errors.ts';
import type { OwnLab } from './estate.ts';

export interface StandingSettings {
  /** What harnesses show: whoever knows it rules the estate. */
  readonly token: string;
  /** What hosts show: whoever knows it can pass for one. */
  readonly hostToken: string;
  readonly own: OwnLab;
  /** Where agents find this program: `ws://lab:7400`. */
  readonly conductor: string;
}

/** Where hosts dial in, and where harnesses do. */
export const HOSTS_PORT = 7400;
export const CONTROL_PORT = 7443;

/** What goes into an address as it is (RFC 3986 section 2.3). */
const TOKEN = /^[A-Za-z0-9._~-]{16,512}$/;

/** Reads a conductor's environment, and takes the tokens out of it. Throws StandingSettingsError. */
export function standingSettings(env: NodeJS.ProcessEnv): StandingSettings {
  return {
    token: takeToken(env, 'PTALAB_TOKEN', 'whoever knows it rules the estate'),
    hostToken: takeToken(env, 'PTALAB_HOST_TOKEN', 'hosts show it when they dial in'),
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

function takeToken(env: NodeJS.ProcessEnv, name: string, what: string): string {
  const token = env[name] ?? '';
  delete env[name];
  if (TOKEN.test(token)) return token;
  throw new StandingSettingsError(
    `${name} must hold a secret of 16 to 512 letters, digits, dots, dashes, underscores or tildes: ${what}`,
  );
}
