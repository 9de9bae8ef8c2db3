import type { ComponentContext } from '../../component.ts';
import { nodeNames, type FederationConfig } from '../config.ts';
import type { ConfigurationBook } from '../configuration.ts';
import type { Directory } from '../directory.ts';
import type { Farm } from '../farm.ts';
import { httpService } from '../http-service.ts';
import { httpsService, type HttpsService } from '../../http/https-service.ts';
import type { Credential } from '../../pki/authority.ts';
import { PrimaryActivity, SecondaryActivity } from '../lockout/store-access.ts';
import { nodeRoutes, probeRoutes, type Surroundings } from '../routes.ts';
import { FarmNode } from './node.ts';
import { ConfigurationReplica } from './replica.ts';

/** A node with its listeners. */
export interface RaisedNode {
  readonly node: FarmNode;
  readonly https: HttpsService;
  /** Port 80: the probe, and what nodes say to one another. */
  readonly http: HttpsService;
  /** The secondary's copy of the configuration. */
  readonly replica: ConfigurationReplica | undefined;
}

export interface NodeGround {
  readonly farm: Farm;
  readonly book: ConfigurationBook;
  readonly context: ComponentContext;
  readonly credential: Credential;
  readonly around: Surroundings;
  /** How each node asks the forest. */
  readonly directoryFor: (node: string) => Directory;
}

/** Every node of the farm, the primary first. */
export function raiseNodes(ground: NodeGround, config: FederationConfig): RaisedNode[] {
  const [first = config.host, ...others] = nodeNames(config);
  const activity = new PrimaryActivity();
  const primary = raise(ground, first, (name) => partsOf(ground, name, activity, () => ground.book.current));
  const seconds = others.map((name) => raiseSecondary(ground, config, name, primary, activity));
  return [primary, ...seconds];
}

function raiseSecondary(
  ground: NodeGround,
  config: FederationConfig,
  name: string,
  primary: RaisedNode,
  activity: PrimaryActivity,
): RaisedNode {
  const { book, context, farm } = ground;
  const { events } = farm.parts;
  const state = { running: () => true };
  // The other nodes call the primary on port 80: a fault on that link is one to them.
  const link = context.links.meet(name, primary.http);
  const reachable = (): boolean => primary.node.running && link.state === 'open';
  const replica = new ConfigurationReplica({
    node: name,
    primary: primary.node.name,
    book,
    reachable,
    running: () => state.running(),
    clock: context.clock,
    pollMs: config.configurationPoll,
    events,
  });
  const own = new SecondaryActivity({
    node: name,
    primary: { name: primary.node.name, activity },
    reachable,
    now: () => context.clock.now(),
    retryMs: () => replica.current.lockout.storeRetry,
    events,
  });
  const raised = raise(ground, name, () => partsOf(ground, name, own, () => replica.current));
  state.running = () => raised.node.running;
  return { ...raised, replica };
}

type Parts = ConstructorParameters<typeof FarmNode>[0];

function partsOf(
  { farm, directoryFor }: NodeGround,
  name: string,
  activity: Parts['activity'],
  configuration: Parts['configuration'],
): Parts {
  return {
    name,
    isPrimary: activity instanceof PrimaryActivity,
    directory: directoryFor(name),
    activity,
    configuration,
    events: farm.parts.events,
    now: () => farm.now(),
  };
}

function raise(ground: NodeGround, name: string, parts: (name: string) => Parts): RaisedNode {
  const { farm, credential, around } = ground;
  const node = new FarmNode(parts(name));
  const https = httpsService(`${name}/https`, credential, nodeRoutes(farm, node, around));
  return { node, https, http: httpService(`${name}/http`, probeRoutes), replica: undefined };
}
