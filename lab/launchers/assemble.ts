import type { LabConfig } from '../config/index.ts';
import type { ConnectControl } from '../connect/index.ts';
import {
  relayControl,
  type Control,
  type ControlContract,
  type ControlTransport,
} from '../control/control.ts';
import type { LabClock } from '../clock/lab-clock.ts';
import type { Lab, LabTime } from '../lab.ts';
import type { AgentHosts } from './agent-hosts.ts';
import { arriveAt } from './arrivals.ts';
import { agentsControl } from './controls/agents-control.ts';
import { historyControl } from './controls/history-control.ts';
import { networkControl } from './controls/network-control.ts';
import type { Ground } from './ground.ts';
import type { CloudPart } from './parts/cloud.ts';
import type { Edge } from './parts/edge.ts';
import type { EgressPart } from './parts/egress.ts';
import type { ExchangePart } from './parts/exchange.ts';
import type { FederationPart } from './parts/federation.ts';
import type { ForestPart } from './parts/forest.ts';
import type { Raising } from './raising.ts';
import type { Terrain } from './terrain.ts';
import { processesOf, reachOf } from './reach.ts';
import { trustOf } from './trust.ts';

/** Everything that the start has raised. */
export interface Parts {
  readonly forest: ForestPart | undefined;
  readonly cloud: CloudPart;
  readonly federation: FederationPart | undefined;
  readonly exchange: ExchangePart | undefined;
  readonly edge: Edge;
  readonly egress: EgressPart | undefined;
  readonly agents: AgentHosts;
  readonly connect: ReadonlyMap<string, ConnectControl>;
}

/** The lab as scenarios see it, whatever it is made of. */
export async function assemble(
  ground: Ground,
  config: LabConfig,
  { containers }: Terrain,
  raising: Raising,
  parts: Parts,
  stack: AsyncDisposableStack,
): Promise<Lab> {
  const { forest, cloud, federation, exchange, edge, egress, agents, connect } = parts;
  const stop = (): Promise<void> => stack.disposeAsync();
  const arrived = async (): Promise<void> => {
    await Promise.all([...raising.raised.values()].map((host) => host.sync()));
    ground.events?.flush();
  };
  const own = {
    agents: agentsControl(agents, edge.administratorToken),
    network: networkControl(raising.wires),
    history: historyControl(ground.past, arrived),
  };
  return {
    seed: ground.seed,
    config,
    clock: labTime(ground.clock),
    ...own,
    tenantId: cloud.tenantId,
    trust: trustOf(ground, forest),
    cloud: cloud.control,
    forest: forest?.control,
    federation: federation?.control,
    exchange: exchange?.control,
    egress: egress?.control,
    connect,
    containers,
    devices: edge.devices,
    administrator: edge.administrator,
    reach: await reachOf(raising.wires, edge, forest),
    processes: () => processesOf(raising, agents),
    arrivals: (load) => arriveAt(ground, cloud.tenantId, edge, load),
    controls: controlsOf(parts, { ...own, containers }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function labTime(clock: LabClock): LabTime {
  return {
    show: () => Promise.resolve({ now: clock.now(), mode: clock.mode }),
    advance: (ms) => clock.advance(ms),
    until: (work, what, limitMs) => clock.until(work, what, limitMs),
    settle: (doing) => clock.settle(doing),
    freeze: () => clock.freeze(),
    flow: () => clock.flow(),
  };
}

function controlsOf(
  parts: Parts,
  own: Pick<Lab, 'agents' | 'network' | 'history' | 'containers'>,
): Lab['controls'] {
  const { forest, cloud, federation, exchange, egress, connect } = parts;
  const controls = new Map<string, ControlTransport>();
  const add = <C extends ControlContract>(name: string, control: Control<C> | undefined): void => {
    if (control !== undefined) controls.set(name, relayControl(name, control));
  };
  add('cloud', cloud.control);
  add('agents', own.agents);
  add('forest', forest?.control);
  add('federation', federation?.control);
  add('exchange', exchange?.control);
  add('egress', egress?.control);
  for (const [host, server] of connect) add(host, server);
  add('containers', own.containers);
  add('network', own.network);
  add('history', own.history);
  return controls;
}
