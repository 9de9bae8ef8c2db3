import type { HostSettings } from './program.ts';

export interface ProcessSettings extends HostSettings {
  /** PTALAB_STAY=1 keeps the program when its standard input closes, as a container without one needs. */
  readonly endsWithInput: boolean;
}

/** A host program was started without what it needs. */
export class HostSettingsError extends Error {
  readonly code = 'PTALAB_HOST_SETTINGS';
  constructor(name: string) {
    super(
      `a component host needs ${name} in its environment; \`ptalab\` sets it for the hosts that it starts`,
    );
    this.name = 'HostSettingsError';
  }
}

/** Reads a host's environment. Throws HostSettingsError. */
export function hostSettings(env: NodeJS.ProcessEnv): ProcessSettings {
  const needed = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new HostSettingsError(name);
    return value;
  };
  return {
    host: needed('PTALAB_HOST'),
    conductor: needed('PTALAB_CONDUCTOR'),
    bind: env['PTALAB_BIND'],
    endsWithInput: env['PTALAB_STAY'] !== '1',
  };
}
