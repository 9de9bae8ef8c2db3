/** An agent as Graph's `onPremisesAgent` shows it. */
export interface AgentState {
  readonly machineName: string;
  readonly status: string;
}

export interface Warning {
  readonly severity: 'error' | 'warning' | 'information';
  readonly text: string;
}

/** Deployment guide, step 4: the least that production should run, and the most that a tenant may have. */
const RECOMMENDED = 3;
const MOST = 40;

/** What an administrator should know of a tenant's agents, the gravest first. */
export function agentWarnings(agents: readonly AgentState[], isEnabled: boolean): readonly Warning[] {
  const active = agents.filter(({ status }) => status === 'active').length;
  const inactive = agents.filter(({ status }) => status !== 'active').map(({ machineName }) => machineName);
  const found: Warning[] = [];
  if (isEnabled && active === 0) found.push(error(NOBODY));
  else if (isEnabled && active < RECOMMENDED) found.push(warning(tooFew(active)));
  if (inactive.length > 0) found.push(warning(areInactive(inactive)));
  if (agents.length >= MOST) found.push(warning(`All ${MOST} agents that a tenant may have are registered.`));
  if (agents.length > 0) found.push({ severity: 'information', text: TIER_0 });
  return found;
}

const NOBODY =
  'No agent is active: nobody whose password is checked on premises can sign in until one is. There is no automatic change to another method.';
const TIER_0 =
  'Agents see the passwords of those who sign in. Protect every server that runs one as a Tier 0 system, as you do domain controllers.';

function tooFew(active: number): string {
  const now = active === 1 ? 'one agent is active' : `${active} agents are active`;
  return `Only ${now}. Run at least ${RECOMMENDED} in production, so that one may fail while another is maintained.`;
}

function areInactive(names: readonly string[]): string {
  const [shown, rest] = [names.slice(0, 5).join(', '), names.length - 5];
  const who = rest > 0 ? `${shown} and ${rest} more` : shown;
  return `Inactive: ${who}. See that the server is up, that the agent runs, and that it reaches the service on port 443. One that was uninstalled leaves this list after 10 days.`;
}

function error(text: string): Warning {
  return { severity: 'error', text };
}

function warning(text: string): Warning {
  return { severity: 'warning', text };
}
