import type { StartedCloud } from '../../cloud/index.ts';
import type { LabConfig } from '../../config/index.ts';
import type { StartedConnectServer } from '../../connect/index.ts';
import { relayControl, type ControlTransport } from '../../control/control.ts';
import type { StartedEgress } from '../../egress/index.ts';
import type { StartedFederation } from '../../federation/index.ts';
import type { StartedForest } from '../../forest/index.ts';
import type { LabClock } from '../../clock/lab-clock.ts';
import type { Lab, LabTime } from '../../lab.ts';
import type { AgentHosts } from '../agent-hosts.ts';
import { arriveAt } from '../arrivals.ts';
import { agentsControl, type AgentsControl } from '../controls/agents-control.ts';
import { historyControl, type HistoryControl } from '../controls/history-control.ts';
import { networkControl, type NetworkControl } from '../controls/network-control.ts';
import type { Ground } from '../ground.ts';
import type { Edge } from './edge-part.ts';

/** Everything that the start has raised. */
export interface Parts {
  readonly forest: StartedForest | undefined;
  readonly cloud: StartedCloud;
  readonly federation: StartedFederation | undefined;
  readonly edge: Edge;
  readonly egress: StartedEgress | undefined;
  readonly agents: AgentHosts;
  readonly connect: ReadonlyMap<string, StartedConnectServer>;
}

export function assemble(ground: Ground, config: LabConfig, parts: Parts, stack: AsyncDisposableStack): Lab {
  const { forest, cloud, federation, edge, egress, agents, connect } = parts;
  const stop = (): Promise<void> => stack.disposeAsync();
  const history = historyControl(ground.history);
  const network = networkControl(ground.links);
  const agentsPart = agentsControl(agents, edge.administratorToken);
  return {
    seed: ground.seed,
    config,
    clock: labTime(ground.clock),
    history,
    network,
    tenantId: cloud.tenantId,
    trust: ground.authority.pem,
    cloud: cloud.control,
    forest: forest?.control,
    federation: federation?.control,
    exchange: edge.exchange?.control,
    egress: egress?.control,
    connect: new Map([...connect].map(([host, server]) => [host, server.control])),
    agents: agentsPart,
    devices: edge.devices,
    administrator: edge.administrator,
    arrivals: (load) => arriveAt(ground, cloud.tenantId, edge, load),
    controls: controlsOf(parts, { history, network, agents: agentsPart }),
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

interface OwnControls {
  readonly history: HistoryControl;
  readonly network: NetworkControl;
  readonly agents: AgentsControl;
}

function controlsOf(parts: Parts, own: OwnControls): ReadonlyMap<string, ControlTransport> {
  const { forest, cloud, federation, edge, egress, connect } = parts;
  const controls = new Map<string, ControlTransport>();
  controls.set('cloud', relayControl('cloud', cloud.control));
  controls.set('agents', relayControl('agents', own.agents));
  if (forest) controls.set('forest', relayControl('forest', forest.control));
  if (federation) controls.set('federation', relayControl('federation', federation.control));
  if (edge.exchange) controls.set('exchange', relayControl('exchange', edge.exchange.control));
  if (egress) controls.set('egress', relayControl('egress', egress.control));
  for (const [host, server] of connect) controls.set(host, relayControl(host, server.control));
  controls.set('network', relayControl('network', own.network));
  controls.set('history', relayControl('history', own.history));
  return controls;
}
