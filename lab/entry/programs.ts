/** A program of the image. Paths are relative to `lab/`, without extension. */
export interface Program {
  readonly about: string;
  readonly module: string;
  /** What it loads, as patterns: imported once while the image is built, so that the compiled code is there. */
  readonly loads: readonly string[];
}

/** Every component is an entry of the same image; `docker run ptalab:<version> <name>` runs it. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  agent: {
    about: 'the reference pass-through agent (PTALAB_AGENT_CONFIG; keep standard input open: -i)',
    module: 'agent/main',
    loads: ['agent/process'],
  },
  host: {
    about: 'one component of a lab (PTALAB_HOST, PTALAB_CONDUCTOR)',
    module: 'hosting/main',
    loads: ['hosting/program', 'hosting/roles/*'],
  },
  lab: {
    about: 'the conductor of a standing estate (PTALAB_TOKEN, PTALAB_HOST_TOKEN, PTALAB_LAB, PTALAB_SEED)',
    module: 'standing/main',
    loads: ['standing/program'],
  },
  relay: {
    about: 'the way between the components and the conductor (PTALAB_RELAY_TOKEN)',
    module: 'relay/main',
    loads: ['relay/relay'],
  },
};
