import type { IncomingMessage } from 'node:http';
import type { Dispatcher } from 'undici';
import type { ComponentContext } from '../../component.ts';
import { createDispatcher } from '../../http/dispatcher.ts';
import { httpsService, type HttpsService } from '../../http/https-service.ts';
import type { Credential } from '../../pki/authority.ts';
import { PROXY_HOST, type FederationConfig } from '../config.ts';
import { httpService } from '../http-service.ts';
import type { RaisedNode } from '../nodes/raise-nodes.ts';
import { probeRoutes } from '../routes.ts';
import { Forwarder } from './forward.ts';
import { proxyRoutes } from './routes.ts';

/** The Web Application Proxy with its own ways to the nodes. */
export interface RaisedProxy extends AsyncDisposable {
  readonly https: HttpsService;
  readonly http: HttpsService;
}

export async function raiseProxy(
  context: ComponentContext,
  config: FederationConfig,
  credential: Credential,
  nodes: readonly RaisedNode[],
  callerOf: (request: IncomingMessage) => string,
): Promise<RaisedProxy> {
  const { links, authority, clock } = context;
  const ways = await Promise.all(
    nodes.map(async ({ node, https }) => {
      const { address } = await links.open(PROXY_HOST, https);
      const resolve = (): typeof address => address;
      const dispatcher = createDispatcher({ host: PROXY_HOST, resolve, trust: authority.pem });
      return { name: node.name, running: () => node.running, dispatcher };
    }),
  );
  const parts = {
    name: PROXY_HOST,
    serviceName: config.name,
    clock,
    forwarder: new Forwarder(ways, clock),
    trustsForwardedFor: config.proxyTrustsForwardedFor,
    callerOf,
  };
  const https = httpsService(`${PROXY_HOST}/https`, credential, proxyRoutes(parts));
  return {
    https,
    http: httpService(`${PROXY_HOST}/http`, probeRoutes),
    [Symbol.asyncDispose]: async () => {
      const ends: Dispatcher[] = ways.map(({ dispatcher }) => dispatcher);
      await Promise.all(ends.map((one) => one.destroy()));
    },
  };
}
