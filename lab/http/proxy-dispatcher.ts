import { ProxyAgent, type Dispatcher } from 'undici';
import type { Address } from '../links/service.ts';

/**
 * An undici dispatcher that goes through the corporate proxy for everything, as a server behind the firewall does:
 * names are resolved by the proxy, certificates are checked under the name. Limits are timers on the lab clock.
 */
export function createProxyDispatcher(proxy: Address, trust: string): Dispatcher {
  return new ProxyAgent({
    uri: `http://${proxy.host}:${proxy.port}`,
    requestTls: { ca: trust },
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 3_600_000,
    keepAliveMaxTimeout: 3_600_000,
  });
}
