import { agentFacingNames } from './contract/names.ts';
import { createChance } from '../../chance/chance.ts';
import { LabClock } from '../../clock/lab-clock.ts';
import { History } from '../../history/history.ts';
import { Links } from '../../links/links.ts';
import { Authority } from '../../pki/authority.ts';
import type { AgentServiceSettings } from './config.ts';
import { REGISTERING_ROLES } from './registration/admin-roles.ts';
import { startAgentService, type StartedAgentService } from './start-agent-service.ts';

export const TENANT = '6f1d6b3e-5c0f-4f0e-9b6a-1d2c3b4a5e6f';

/** Tokens that the tests' tenant knows, and the roles they carry. */
export const TOKENS: Readonly<Record<string, readonly string[]>> = {
  'hybrid-admin': REGISTERING_ROLES.slice(0, 1),
  'global-admin': REGISTERING_ROLES.slice(1),
  'plain-user': [],
};

/** The agent service on its own, for tests: frozen clock, real sockets, a tenant that knows four tokens. */
export interface AgentServiceLab extends AsyncDisposable {
  readonly clock: LabClock;
  readonly history: History;
  readonly links: Links;
  readonly authority: Authority;
  readonly service: StartedAgentService;
  /** Waits on the lab clock. */
  until<T>(work: Promise<T>): Promise<T>;
  /** Sends a password through, as the STS would. */
  signIn(user?: string, password?: string): ReturnType<StartedAgentService['validator']['validate']>;
}

export async function startAgentServiceLab(settings: AgentServiceSettings = {}): Promise<AgentServiceLab> {
  const clock = new LabClock({ epoch: Date.UTC(2026, 0, 5, 8), mode: 'frozen' });
  const history = new History({ now: () => clock.now() });
  const links = new Links();
  clock.join(links);
  const authority = await Authority.create('CN=Lab CA');
  const context = { clock: clock.for('cloud'), history, chance: createChance('test'), authority, links };
  const verify = async (token: string) => {
    const roles = TOKENS[token];
    const tenantId = token === 'foreign-admin' ? 'another' : TENANT;
    if (token === 'foreign-admin')
      return {
        tenantId,
        userId: 'u',
        clientId: 'a client',
        upn: 'admin@other.test',
        roles: REGISTERING_ROLES,
      };
    return roles === undefined
      ? undefined
      : { tenantId, userId: 'u', clientId: 'a client', upn: 'admin@contoso.test', roles };
  };
  const names = agentFacingNames(TENANT, 1);
  const tenant = { tenantId: TENANT, seed: 'test', admins: { verify }, names };
  const service = await startAgentService(settings, context, tenant);
  let signIns = 0;
  return {
    clock,
    history,
    links,
    authority,
    service,
    until: (work) => clock.until(work, 'the test'),
    signIn: (user = 'alice@contoso.com', password = 'Right-1') => {
      const correlationId = `sign-in-${++signIns}`;
      return service.validator.validate({
        correlationId,
        tenantId: TENANT,
        userPrincipalName: user,
        password,
      });
    },
    [Symbol.asyncDispose]: async () => {
      await service.stop();
      await links[Symbol.asyncDispose]();
      clock.stop();
    },
  };
}
