import type { Address } from '../links/service.ts';
import type { Reason } from './ledger.ts';
import type { ProxyPorts } from './proxy.ts';
import type { Destination } from './rules.ts';

/** Where a call goes, or why it goes nowhere. */
export type Judgement =
  | { readonly route: Address; readonly reason?: undefined }
  | { readonly reason: Reason; readonly route?: undefined };

/** target → port → rules → route. `served` are the ports that this kind of call may go to. */
export function judge(
  from: string,
  destination: Destination | undefined,
  served: readonly number[],
  { rules, routes }: Pick<ProxyPorts, 'rules' | 'routes'>,
): Judgement {
  if (destination === undefined) return { reason: 'badTarget' };
  if (!served.includes(destination.port)) return { reason: 'portNotServed' };
  const forbidden = rules.refuse(from, destination);
  if (forbidden !== undefined) return { reason: forbidden };
  const route = routes(destination.hostname, destination.port);
  return route === undefined ? { reason: 'nothingThere' } : { route };
}
