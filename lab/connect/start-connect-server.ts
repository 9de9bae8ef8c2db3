import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import { exportDeletions, exportHashes, exportPopulation, exportUsers } from './cloud-export.ts';
import type { CloudLine } from './cloud-line.ts';
import { signIn, type CloudSession } from './cloud-session.ts';
import type { ConnectConfig } from './config.ts';
import { connectContract, type ConnectControl } from './control.ts';
import type { CyclePorts } from './cycle.ts';
import { importDeleted, importHashes, importPeople, type ForestReader } from './forest-import.ts';
import type { HashPorts } from './hash-cycle.ts';
import type { ConnectPeers } from './peers.ts';
import type { RecordEvent } from './record.ts';
import { ConnectServer } from './server.ts';
import { writePassword } from './write-password.ts';
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
    origins: peers.origins,
    clock: context.clock,
    dispatcher: peers.dispatcher,
    answerLimitMs: config.answerLimit,
    stopping: stopping.signal,
  };
  const reader = readerOf(config, line, peers);
  const record: RecordEvent = (kind, correlationId, data = {}, volatile) => {
    const entry = { component: host, kind, correlationId, data };
    context.history.append(volatile === undefined ? entry : { ...entry, volatile });
  };
  const server = new ConnectServer(config, context, {
    cycle: { ...cyclePorts(reader, line, peers), record },
    hashes: { ...hashPorts(reader, line, peers), record },
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
    control: controlOf(host, server, reader),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function controlOf(host: string, server: ConnectServer, reader: ForestReader): ConnectControl {
  return inlineControl(host, connectContract, {
    syncNow: () => server.syncNow(),
    changeUserSignIn: ({ method, admin }) => server.changeUserSignIn(method, admin),
    setPasswordHashSync: ({ enabled }) => server.setPasswordHashSync(enabled),
    syncHashesNow: async () => ({ exported: await server.syncHashesNow() }),
    writePassword: async ({ correlationId, ...written }) => ({
      result: await writePassword(reader, written, correlationId),
    }),
    setStaging: ({ staging }) => server.setStaging(staging),
    status: () => server.status(),
  });
}

/** With people who are exported as one, what was changed since they were made is all there is to read. */
function readerOf(config: ConnectConfig, line: CloudLine, peers: ConnectPeers): ForestReader {
  const people = crowdOf(config, peers);
  return { ...line, ...peers, changedFromUsn: people?.usnAfter };
}

function crowdOf({ exportAsOneFrom }: ConnectConfig, { people }: ConnectPeers): ConnectPeers['people'] {
  return people !== undefined && people.count >= exportAsOneFrom ? people : undefined;
}

type WithSession = <T>(correlationId: string, work: (session: CloudSession) => Promise<T>) => Promise<T>;

function sessions(line: CloudLine, peers: ConnectPeers): WithSession {
  return async (correlationId, work) =>
    work(await signIn(line, peers.tenantId, peers.cloudAccount, correlationId));
}

function cyclePorts(reader: ForestReader, line: CloudLine, peers: ConnectPeers): Omit<CyclePorts, 'record'> {
  const { host } = line;
  const signedIn = sessions(line, peers);
  const count = reader.changedFromUsn === undefined ? undefined : peers.people?.count;
  return {
    now: () => line.clock.now(),
    importPeople: (correlationId) => importPeople(reader, correlationId),
    exportUsers: (users, correlationId, answered) =>
      signedIn(correlationId, (session) => exportUsers(session, host, users, answered)),
    deleteUsers: (anchors, correlationId) =>
      signedIn(correlationId, (session) => exportDeletions(session, host, anchors)),
    crowd:
      count === undefined
        ? undefined
        : {
            count,
            importDeleted: (correlationId) => importDeleted(reader, correlationId),
            export: (correlationId) =>
              signedIn(correlationId, (session) => exportPopulation(session, host, { count, hashes: false })),
          },
  };
}

function hashPorts(reader: ForestReader, line: CloudLine, peers: ConnectPeers): Omit<HashPorts, 'record'> {
  const { host } = line;
  const signedIn = sessions(line, peers);
  const count = reader.changedFromUsn === undefined ? undefined : peers.people?.count;
  return {
    importHashes: (correlationId) => importHashes(reader, correlationId),
    exportHashes: (hashes, correlationId) =>
      signedIn(correlationId, (session) => exportHashes(session, host, hashes)),
    exportCrowdsHashes:
      count === undefined
        ? undefined
        : (correlationId) =>
            signedIn(correlationId, (session) => exportPopulation(session, host, { count, hashes: true })),
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
