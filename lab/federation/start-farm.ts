import type { ComponentContext, Started } from '../component.ts';
import type { Directory } from './directory.ts';
import type { Service } from '../links/service.ts';
import { generateKeys, type KeySource } from '../pki/key-source.ts';
import { callersOf } from './callers.ts';
import { CertificateRollover, makeCertificate } from './certificates/rollover.ts';
import { PROXY_HOST, type FederationConfig } from './config.ts';
import { ConfigurationBook } from './configuration.ts';
import { createControl } from './administration/control.ts';
import type { FederationControl, FederationSettings } from './control.ts';
import { EventLog } from './events/event-log.ts';
import { Farm } from './farm.ts';
import { FarmSwitches } from './nodes/switches.ts';
import { balanced } from './nodes/balanced.ts';
import { raiseNodes } from './nodes/raise-nodes.ts';
import { AnsweredRequests } from './passive/saml/answered-requests.ts';
import { SessionBook } from './passive/sso/sessions.ts';
import { raiseProxy } from './proxy/raise-proxy.ts';
import { settingsOf } from './settings.ts';

export interface HostName {
  readonly name: string;
  readonly port: number;
  readonly service: Service;
}

export interface StartedFederation extends Started {
  readonly name: 'federation';
  readonly control: FederationControl;
  /** What corporate hosts call: a running node. */
  readonly https: Service;
  /** Every listener. */
  readonly services: readonly Service[];
  /** Names that devices and the cloud know the farm by: the proxy's. */
  readonly hosts: readonly HostName[];
  /** The same names as the corporate network resolves them. */
  readonly insideHosts: readonly HostName[];
  readonly settings: FederationSettings;
}

/** A farm and its proxy; `directoryFor` is how each node asks the forest. */
export async function startFarm(
  config: FederationConfig,
  context: ComponentContext & { readonly keys?: KeySource | undefined },
  directoryFor: (node: string) => Directory,
): Promise<StartedFederation> {
  const { clock, authority, history, chance, links } = context;
  const making = {
    config: config.certificates,
    serviceName: config.name,
    clock,
    keys: context.keys ?? generateKeys(),
  };
  const [primary, credential] = await Promise.all([
    makeCertificate(making, 1),
    clock.busy('AD FS certificates', authority.issueServer([config.name])),
  ]);
  const book = new ConfigurationBook({
    relyingParty: config.relyingParty,
    lockout: config.extranetLockout,
    signing: { primary, successor: undefined, former: undefined },
  });
  const events = new EventLog(history, () => clock.now());
  const sessions = new SessionBook(() => clock.now());
  const answered = new AnsweredRequests(() => clock.now());
  const farm = new Farm({ config, clock, history, chance, events, sessions, answered });
  const callerOf = callersOf(links);
  const around = { callerOf, proxy: PROXY_HOST };
  const nodes = raiseNodes({ farm, book, context, credential, around, directoryFor }, config);
  const proxy = await raiseProxy(context, config, credential, nodes, callerOf);
  const [first] = nodes;
  if (first === undefined) throw new Error('a farm has at least one node');
  const rollover = new CertificateRollover({ ...making, events, node: first.node, book });
  const switches = new FarmSwitches({ farm, nodes, proxy, rollover });
  const services = servicesOf(nodes, proxy);
  const stop = async (): Promise<void> => {
    switches.dispose();
    await proxy[Symbol.asyncDispose]();
  };
  return {
    name: 'federation',
    control: createControl({ farm, book, nodes, rollover, switches }),
    https: services.inside,
    services: services.all,
    hosts: [{ name: config.name, port: 443, service: proxy.https }],
    insideHosts: [
      { name: config.name, port: 443, service: services.inside },
      { name: config.name, port: 80, service: services.insideProbe },
    ],
    settings: settingsOf(config, book.current),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function servicesOf(
  nodes: ReturnType<typeof raiseNodes>,
  proxy: Awaited<ReturnType<typeof raiseProxy>>,
): { inside: Service; insideProbe: Service; all: Service[] } {
  const inside = balanced(
    'ADFS/https',
    nodes.map(({ https }) => https),
  );
  const insideProbe = balanced(
    'ADFS/http',
    nodes.map(({ http }) => http),
  );
  const own = nodes.flatMap(({ https, http }) => [https, http]);
  return { inside, insideProbe, all: [inside, insideProbe, proxy.https, proxy.http, ...own] };
}
