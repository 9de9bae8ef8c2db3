import { relayControl } from '../../control/control.ts';
import { startExchange } from '../../exchange/index.ts';
import { createDispatcher } from '../../http/dispatcher.ts';
import type { ExchangeFacts } from '../facts.ts';
import { contextFor, type HostGround } from '../ground.ts';
import type { Hosted } from '../hosted.ts';
import { resolverOf } from '../name-table.ts';
import type { ExchangeOrder } from '../orders.ts';
import { named } from './named-services.ts';

export async function hostExchange(
  ground: HostGround,
  { config, names }: ExchangeOrder,
): Promise<[Hosted, ExchangeFacts]> {
  const trust = ground.authority.pem;
  const dispatcher = createDispatcher({ host: 'EXO1', resolve: resolverOf(names), trust });
  const exchange = await startExchange(config, contextFor(ground, 'exchange'), { dispatcher });
  const hosted: Hosted = {
    name: 'Exchange',
    services: [exchange.https],
    control: relayControl('exchange', exchange.control),
    [Symbol.asyncDispose]: async () => {
      await exchange.stop();
      await dispatcher.destroy();
    },
  };
  return [hosted, { hosts: named(exchange.hosts) }];
}
