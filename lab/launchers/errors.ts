import type { LinkIdentity } from '../links/service.ts';

/** The lab did not come up; whatever had started has been stopped again. */
export class LabStartError extends Error {
  readonly code = 'PTALAB_LAB_START';
  readonly component: string;
  constructor(component: string, cause: unknown) {
    super(
      `the lab did not start: ${component} failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
    this.name = 'LabStartError';
    this.component = component;
  }
}

/** Code of a standing estate's refusal while another run is at work on it. */
export const ESTATE_TAKEN = 'PTALAB_ESTATE_TAKEN';

/** An estate that stands already cannot be told what to run its agents as. */
export class AttachOptionsError extends Error {
  readonly code = 'PTALAB_ATTACH_OPTIONS';
  constructor(option: 'agentCommand' | 'agentImage') {
    super(
      `${option} and attach exclude each other: the estate that stands runs its agents as it was raised to; ` +
        'leave it out, or name a launcher in place of attach',
    );
    this.name = 'AttachOptionsError';
  }
}

/** A real domain on loopback is out of reach for hosts that have a network of their own. */
export class OutsideLauncherError extends Error {
  readonly code = 'PTALAB_OUTSIDE_LAUNCHER';
  constructor(place: string) {
    super(
      `a forest from outside and ${place} exclude each other: it answers on this machine’s loopback alone, ` +
        'where containers do not reach it; take the launcher inline or process',
    );
    this.name = 'OutsideLauncherError';
  }
}

/** No link fits what was asked for. */
export class LinkUnknownError extends Error {
  readonly code = 'PTALAB_LINK_UNKNOWN';
  constructor(from: string, to: string | undefined, links: readonly LinkIdentity[]) {
    const callers = [...new Set(links.map((link) => link.from))];
    const called = links.filter((link) => link.from === from).map((link) => link.to);
    super(
      called.length === 0
        ? `no host ${from} calls anybody; hosts that do: ${callers.join(', ')}`
        : `${from} has no link to ${to ?? 'anybody'}; it calls ${called.join(', ')}`,
    );
    this.name = 'LinkUnknownError';
  }
}

/** No agent of that host is in the lab. */
export class AgentHostError extends Error {
  readonly code = 'PTALAB_AGENT_HOST';
  constructor(host: string, hosts: readonly string[]) {
    super(`there is no agent on ${host}; agents are on ${hosts.length === 0 ? 'no host' : hosts.join(', ')}`);
    this.name = 'AgentHostError';
  }
}

/** Runs one step of the start; its failure names the component. */
export async function starting<T>(component: string, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    throw error instanceof LabStartError ? error : new LabStartError(component, error);
  }
}
