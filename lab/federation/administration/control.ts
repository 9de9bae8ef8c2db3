import { inlineControl, type ControlImplementation } from '../../control/control.ts';
import type { CertificateRollover } from '../certificates/rollover.ts';
import type { ConfigurationBook } from '../configuration.ts';
import { federationContract, type FederationControl } from '../control.ts';
import { NodeUnknownError } from '../errors.ts';
import type { Farm } from '../farm.ts';
import type { FarmNode } from '../nodes/node.ts';
import type { RaisedNode } from '../nodes/raise-nodes.ts';
import type { FarmSwitches } from '../nodes/switches.ts';
import { PROXY_HOST } from '../config.ts';
import { verificationCodeOf } from '../passive/second-factor.ts';
import { settingsOf } from '../settings.ts';
import { certificatesIn } from './certificates.ts';
import { activityOf, changedLockout, lockoutReport, resetLockout } from './lockout.ts';
import { changedTrust, reportOf } from './relying-party.ts';

export interface Administered {
  readonly farm: Farm;
  readonly book: ConfigurationBook;
  readonly nodes: readonly RaisedNode[];
  readonly rollover: CertificateRollover;
  readonly switches: FarmSwitches;
}

type Implementation = ControlImplementation<typeof federationContract>;

/** The farm's control interface. */
export function createControl(all: Administered): FederationControl {
  return inlineControl('federation', federationContract, {
    ...operation(all),
    ...certificates(all),
    ...lockout(all),
    ...trust(all),
  });
}

type Some<K extends keyof Implementation> = Pick<Implementation, K>;

function operation({
  farm,
  nodes,
  switches,
}: Administered): Some<
  | 'status'
  | 'shutDown'
  | 'start'
  | 'stopNode'
  | 'startNode'
  | 'stopProxy'
  | 'startProxy'
  | 'events'
  | 'syncFarm'
  | 'verificationCodeOf'
> {
  const { events, sessions, chance } = farm.parts;
  return {
    status: () => ({
      running: switches.running,
      ...farm.counts,
      nodes: nodes.map(({ node: { name, isPrimary, running } }) => ({ name, primary: isPrimary, running })),
      proxy: { name: PROXY_HOST, running: switches.proxyRunning },
      sessions: sessions.size,
    }),
    shutDown: () => switches.shutDown(),
    start: () => switches.start(),
    stopNode: ({ name }) => switches.stopNode(name),
    startNode: ({ name }) => switches.startNode(name),
    stopProxy: () => switches.switchProxy(false),
    startProxy: () => switches.switchProxy(true),
    events: ({ id, node, correlationId, limit }) =>
      events.newest(
        limit,
        (one) =>
          (id === undefined || one.id === id) &&
          (node === undefined || one.node === node) &&
          (correlationId === undefined || one.correlationId === correlationId),
      ),
    syncFarm: () => ({
      failed: nodes
        .filter(({ node, replica }) => replica !== undefined && (!node.running || !replica.fetch()))
        .map(({ node }) => node.name),
    }),
    verificationCodeOf: ({ upn }) => ({ code: verificationCodeOf(chance.seed, upn) }),
  };
}

function certificates({
  farm,
  book,
  rollover,
  switches,
}: Administered): Some<'settings' | 'updateTrust' | 'certificates' | 'rollover' | 'promoteCertificate'> {
  const settings = (): ReturnType<typeof settingsOf> => settingsOf(farm.parts.config, book.current);
  const now = (): ReturnType<typeof certificatesIn> => certificatesIn(book.current.signing, farm.now());
  return {
    settings,
    updateTrust: settings,
    certificates: now,
    rollover: async ({ urgent }) => {
      switches.checkPrimary();
      await rollover.roll(urgent);
      return now();
    },
    promoteCertificate: () => {
      switches.checkPrimary();
      rollover.promote();
      return now();
    },
  };
}

function lockout({
  farm,
  book,
  nodes,
  switches,
}: Administered): Some<'extranetLockout' | 'setExtranetLockout' | 'accountActivity' | 'resetAccountLockout'> {
  const servers = nodes.map(({ node }) => node);
  return {
    extranetLockout: () => lockoutReport(book.current.lockout, servers),
    setExtranetLockout: (changes) => {
      switches.checkPrimary();
      book.change((current) => ({ lockout: changedLockout(current.lockout, changes) }));
      return lockoutReport(book.current.lockout, servers);
    },
    accountActivity: ({ user }) => activityOf(primaryOf(servers), user, book.current.lockout, farm.now()),
    resetAccountLockout: ({ user, location }) => {
      switches.checkPrimary();
      return resetLockout(primaryOf(servers), user, location);
    },
  };
}

function trust({
  farm,
  book,
  switches,
}: Administered): Some<'relyingParties' | 'setRelyingParty' | 'removeRelyingParty' | 'addRelyingParty'> {
  return {
    relyingParties: () => [book.current.relyingParty ?? []].flat().map(reportOf),
    setRelyingParty: (changes) => {
      switches.checkPrimary();
      const relyingParty = changedTrust(book.current.relyingParty, changes);
      book.change(() => ({ relyingParty }));
      return reportOf(relyingParty);
    },
    removeRelyingParty: () => {
      switches.checkPrimary();
      book.change(() => ({ relyingParty: undefined }));
    },
    addRelyingParty: () => {
      switches.checkPrimary();
      const { relyingParty } = farm.parts.config;
      book.change(() => ({ relyingParty }));
      return reportOf(relyingParty);
    },
  };
}

function primaryOf(nodes: readonly FarmNode[]): FarmNode {
  const [primary] = nodes;
  if (primary === undefined) throw new NodeUnknownError('primary', []);
  return primary;
}
