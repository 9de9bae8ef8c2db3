import type { LabConfig } from '../../config/index.ts';
import { exchangeContract, type ExchangeControl } from '../../exchange/index.ts';
import type { NamedService } from '../../hosting/facts.ts';
import { controlOn } from '../component-control.ts';
import type { Raising } from '../raising.ts';
import type { CloudPart } from './cloud.ts';
import type { FederationPart } from './federation.ts';

/** Exchange Online's front end, as devices know it. */
export interface ExchangePart {
  readonly hosts: readonly NamedService[];
  readonly control: ExchangeControl;
}

export async function startExchangePart(
  { raise, wires }: Raising,
  config: LabConfig,
  cloud: CloudPart,
  federation: FederationPart | undefined,
): Promise<ExchangePart | undefined> {
  if (config.exchange === undefined) return undefined;
  const named = [...cloud.hosts, ...(federation?.hosts ?? [])];
  const [host, names] = await Promise.all([raise('exchange'), wires.names('EXO1', named)]);
  const facts = await host.control.startExchange({ config: config.exchange, names });
  await wires.serve(host, facts.hosts);
  return { hosts: facts.hosts, control: controlOn(host, 'exchange', exchangeContract) };
}
