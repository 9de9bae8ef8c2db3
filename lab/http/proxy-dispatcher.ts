import { Pool, ProxyAgent, type Dispatcher } from 'undici';
import type { Address } from '../links/service.ts';
import { UNTIMED } from './untimed.ts';

/**
 * An undici dispatcher that goes through the corporate proxy for everything, as a server behind the firewall does:
 * names are resolved by the proxy, certificates are checked under the name. Limits are timers on the lab clock: undici's
 * own are off, those of its connections to the proxy too.
 */
export function createProxyDispatcher(proxy: Address, trust: string): Dispatcher {
  return new ProxyAgent({
    ...UNTIMED,
    uri: `http://${proxy.host}:${proxy.port}`,
    requestTls: { ca: trust },
    // Calls to the proxy itself take none of the options above.
    clientFactory: untimedPool,
    factory: untimedPool,
  });
}

function untimedPool(origin: string | URL, options: object): Dispatcher {
  return new Pool(origin, { ...options, ...UNTIMED });
}
