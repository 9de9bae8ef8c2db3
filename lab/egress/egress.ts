import type { ComponentContext, Started } from '../component.ts';
import { inlineControl } from '../control/control.ts';
import type { Service } from '../links/service.ts';
import type { EgressConfig } from './config.ts';
import { egressControl, type EgressControl } from './control.ts';
import { Ledger } from './ledger.ts';
import { Proxy, type ProxyPorts } from './proxy.ts';
import { Rules, type Block } from './rules.ts';
import { Tunnels } from './tunnels.ts';

/** The corporate firewall and outbound proxy, serving. */
export interface StartedEgress extends Started {
  readonly name: 'EGRESS';
  readonly control: EgressControl;
  /** Plain HTTP proxy; give each calling host its own link to it. */
  readonly proxy: Service;
}

/** Starts the proxy. `routes` are the egress host's own links to the names it may reach. */
export function startEgress(
  config: EgressConfig,
  context: Pick<ComponentContext, 'history'>,
  routes: ProxyPorts['routes'],
): Promise<StartedEgress> {
  const rules = new Rules(config);
  const tunnels = new Tunnels();
  const ledger = new Ledger(context.history);
  const proxy = new Proxy({ rules, tunnels, ledger, routes });
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
    return Promise.resolve();
  };
  return Promise.resolve({
    name: 'EGRESS',
    control,
    proxy: proxy.service,
    stop,
    [Symbol.asyncDispose]: stop,
  });
}
