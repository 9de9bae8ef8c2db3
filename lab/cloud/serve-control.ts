import type { ControlImplementation } from '../control/control.ts';
import { serveLoginControl } from './login/serve-control.ts';
import type { LoginContext } from './login/context.ts';
import type { StartedAgentService } from './agents/start-agent-service.ts';
import type { CloudContract } from './control.ts';
import { convertDomain } from './core/convert-domain.ts';
import type { SignInDesk } from './core/desk.ts';
import { serveDecisionsControl } from './core/serve-control.ts';
import type { Directory } from './core/directory.ts';
import { kindOf, type CloudUser } from './core/user.ts';

export interface ControlledParts {
  readonly desk: SignInDesk;
  readonly directory: Directory;
  readonly agents: StartedAgentService;
  readonly login: LoginContext;
}

/** Answers the control plane from the tenant's state. */
export function serveCloudControl(parts: ControlledParts): ControlImplementation<CloudContract> {
  const { desk, agents } = parts;
  return {
    ...users(parts),
    ...domains(parts),
    ...switches(parts),
    ...serveLoginControl(parts.login, desk.tenant),
    ...serveDecisionsControl(desk, parts.directory),
    signIns: ({ upn, limit }) => desk.log.newest(limit, upn),
    counts: () => desk.log.counts(),
    agents: () =>
      agents.agents().map((agent) => ({ ...agent, listening: agents.listeners().includes(agent.agentId) })),
    traffic: () => agents.bytes(),
    status: () => status(parts),
  };
}

function users({ desk, directory }: ControlledParts) {
  const { tenant, lockout } = desk;
  return {
    addUser: (given) => shape(directory.add(given)),
    users: () => [...tenant.users.page(0, 100_000).users].map(shape),
    user: ({ upn }) => shape(tenant.users.get(upn)),
    removeUser: ({ upn }) => directory.remove(upn),
    passwordOf: ({ upn }) => ({ password: directory.passwordOf(upn) }),
    lockout: ({ upn }) => lockout.state(tenant.users.get(upn).id),
    resetLockout: ({ upn }) => {
      const user = tenant.users.get(upn);
      lockout.clear(user.id);
      desk.history.append({ component: 'cloud', kind: 'lockout.cleared', data: { upn: user.upn } });
    },
  } satisfies Partial<ControlImplementation<CloudContract>>;
}

function domains({ desk }: ControlledParts) {
  const { domains } = desk.tenant;
  return {
    domains: () => [...domains.all()],
    setDomain: ({ name, authentication }) => {
      convertDomain(desk, name, authentication);
      return domains.get(name);
    },
    setFederation: ({ domain, ...federation }) => {
      domains.setFederation(domain, federation);
      desk.history.append({
        component: 'cloud',
        kind: 'federation.configured',
        data: { domain, issuer: federation.issuerUri },
      });
      return domains.get(domain);
    },
  } satisfies Partial<ControlImplementation<CloudContract>>;
}

function switches({ desk }: ControlledParts) {
  const { tenant, lockout, history } = desk;
  return {
    signInMethod: () => tenant.features,
    setPassThrough: ({ enabled }) => {
      tenant.setPassThrough(enabled);
      const data = { method: enabled ? 'passThrough' : 'none', serverName: null };
      history.append({ component: 'cloud', kind: 'signInMethod.changed', data });
      return tenant.features;
    },
    setSmartLockout: ({ threshold, duration }) =>
      lockout.change({
        ...(threshold !== undefined && { threshold }),
        ...(duration !== undefined && { durationMs: duration }),
      }),
  } satisfies Partial<ControlImplementation<CloudContract>>;
}

function status({ desk, agents }: ControlledParts) {
  const { tenant, log } = desk;
  const active = agents.agents().filter((agent) => agent.status === 'active').length;
  return {
    tenantId: tenant.id,
    tenant: tenant.name,
    users: tenant.users.size,
    domains: tenant.domains.all().length,
    ...tenant.features,
    activeAgents: active,
    inactiveAgents: agents.agents().length - active,
    signIns: log.size,
  };
}

function shape(user: CloudUser) {
  const { passwordHash, roles, alternateLoginIds: others, ...facts } = user;
  return {
    ...facts,
    ...(others && { alternateLoginIds: [...others] }),
    kind: kindOf(user),
    hasPassword: passwordHash !== undefined,
    roles: [...roles],
  };
}
