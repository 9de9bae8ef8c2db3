import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import { exportUsers } from './cloud-export.ts';
import type { CloudLine } from './cloud-line.ts';
import { signIn } from './cloud-session.ts';
import type { ConnectConfig } from './config.ts';
import { connectContract, type ConnectControl } from './control.ts';
import type { CyclePorts } from './cycle.ts';
import { importPeople } from './forest-import.ts';
import type { ConnectPeers } from './peers.ts';
import type { RecordEvent } from './record.ts';
import { ConnectServer } from './server.ts';
import { checkRole, setTenantMethod, waitForActiveAgent } from './wizard-steps.ts';
import type { WizardPorts } from './wizard.ts';

export interface StartedConnectServer extends Started {
  readonly control: ConnectControl;
}

/**
 * Starts an Entra Connect server. A first cycle that fails is in the history and does not fail the start: the
 * server tries again at its next interval, as the product does.
 */
export async function startConnectServer(
  config: ConnectConfig,
  context: ComponentContext,
  peers: ConnectPeers,
): Promise<StartedConnectServer> {
  const stopping = new AbortController();
  const { host } = config;
  const line: CloudLine = {
    host,
    clock: context.clock,
    dispatcher: peers.dispatcher,
    answerLimitMs: config.answerLimit,
    stopping: stopping.signal,
  };
  const record: RecordEvent = (kind, correlationId, data = {}, volatile) => {
    const entry = { component: host, kind, correlationId, data };
    context.history.append(volatile === undefined ? entry : { ...entry, volatile });
  };
  const server = new ConnectServer(config, context, {
    cycle: { ...cyclePorts(line, peers), record },
    wizard: { ...wizardPorts(line, peers, config.agentLimit), record },
    scope: { baseDn: peers.baseDn, organizationalUnits: config.organizationalUnits },
  });
  await server.start();
  const stop = async (): Promise<void> => {
    stopping.abort(new Error(`${host} stops`));
    await server.stop();
  };
  return {
    name: host,
    control: controlOf(host, server),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function controlOf(host: string, server: ConnectServer): ConnectControl {
  return inlineControl(host, connectContract, {
    syncNow: () => server.syncNow(),
    changeUserSignIn: ({ method, admin }) => server.changeUserSignIn(method, admin),
    setStaging: ({ staging }) => server.setStaging(staging),
    status: () => server.status(),
  });
}

function cyclePorts(line: CloudLine, peers: ConnectPeers): Omit<CyclePorts, 'record'> {
  return {
    now: () => line.clock.now(),
    importPeople: (correlationId) => importPeople({ ...line, ...peers }, correlationId),
    exportUsers: async (users, correlationId, answered) => {
      const session = await signIn(line, peers.tenantId, peers.cloudAccount, correlationId);
      await exportUsers(session, line.host, users, answered);
    },
  };
}

function wizardPorts(
  line: CloudLine,
  peers: ConnectPeers,
  agentLimitMs: number,
): Omit<WizardPorts, 'record'> {
  const { agentInstaller: installer } = peers;
  return {
    signIn: (admin, correlationId) => signIn(line, peers.tenantId, admin, correlationId),
    checkRole,
    installAgent: async (session) => {
      if (!(await installer.installed(line.host))) await installer.install(line.host, session.token);
    },
    waitForActiveAgent: (session) => waitForActiveAgent(line, session, agentLimitMs),
    setTenantMethod: (session, method) => setTenantMethod(line, session, method),
    uninstallAgent: async () => {
      if (await installer.installed(line.host)) await installer.uninstall(line.host);
    },
  };
}
