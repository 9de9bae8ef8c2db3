import type { Clock } from '../clock/clock.ts';
import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import type { Service } from '../links/service.ts';
import type { EgressConfig } from './config.ts';
import { egressControl, type EgressControl } from './control.ts';
import { Firewall } from './firewall.ts';
import {
  startFirewallFront,
  type FirewallPlace,
  type FirewallParts,
  type StartedFirewall,
} from './firewall-front.ts';
import { Ledger } from './ledger.ts';
import { startNameServer } from './name-server.ts';
import { Proxy, type ProxyPorts } from './proxy.ts';
import { Rules, type Block } from './rules.ts';
import { Tunnels } from './tunnels.ts';

/** The corporate firewall and outbound proxy, serving. */
export interface StartedEgress extends Started {
  readonly name: 'EGRESS';
  readonly control: EgressControl;
  /** Plain HTTP proxy; give each calling host its own link to it. In firewall mode it resets all who call. */
  readonly proxy: Service;
  /** Opens the firewall's name server and ports; undefined unless the mode is `firewall`. */
  readonly openFirewall: ((place: FirewallPlace) => Promise<StartedFirewall>) | undefined;
}

const NO_PROXY: Service = { name: 'EGRESS/proxy', accept: (socket) => void socket.resetAndDestroy() };

/** Starts the proxy or the firewall. `routes` are the egress host's own links to the names it may reach. */
export function startEgress(
  config: EgressConfig,
  context: Pick<ComponentContext, 'history' | 'clock'>,
  routes: ProxyPorts['routes'],
): Promise<StartedEgress> {
  const rules = new Rules(config);
  const tunnels = new Tunnels();
  const ledger = new Ledger(context.history);
  const ports: ProxyPorts = { rules, tunnels, ledger, routes };
  const proxy = new Proxy(ports);
  const firewall = config.mode === 'firewall' ? new Firewall(ports, context.clock) : undefined;
  const record = (kind: string, { from, name }: Block): void =>
    context.history.append({
      component: 'EGRESS',
      kind,
      data: { ...(from === undefined ? {} : { from }), ...(name === undefined ? {} : { name }) },
    });
  const control = inlineControl('egress', egressControl, {
    block: (block) => {
      rules.block(block);
      record('firewall.blocked', block);
      tunnels.reset(({ from, host, port }) => rules.refuse(from, { hostname: host, port }) === 'blocked');
    },
    unblock: (block) => {
      rules.unblock(block);
      record('firewall.unblocked', block);
    },
    rules: () => ({ allow: [...config.allow], deny: [...config.deny], blocked: [...rules.blocks] }),
    refused: () => ledger.latest(),
    status: () => ({
      tunnels: tunnels.list(),
      opened: tunnels.opened,
      forwarded: ledger.forwarded,
      refused: ledger.refused,
    }),
  });
  const stop = (): Promise<void> => {
    tunnels.reset(() => true);
    proxy.reset();
    firewall?.reset();
    return Promise.resolve();
  };
  return Promise.resolve({
    name: 'EGRESS',
    control,
    proxy: firewall === undefined ? proxy.service : NO_PROXY,
    openFirewall:
      firewall && ((place) => startFirewallFront(place, partsOf(firewall, config, ports, context.clock))),
    stop,
    [Symbol.asyncDispose]: stop,
  });
}

function partsOf(firewall: Firewall, config: EgressConfig, ports: ProxyPorts, clock: Clock): FirewallParts {
  return {
    services: firewall.services,
    serveNames: (options) => startNameServer(options, config, ports),
    clock,
  };
}
