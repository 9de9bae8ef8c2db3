import fastify, { type FastifyInstance } from 'fastify';
import { quietServer, serviceHost } from '../../http/quiet-server.ts';
import type { Service } from '../../links/service.ts';
import type { Credential } from '../../pki/authority.ts';
import { NO_SCHEMAS } from './no-schemas.ts';

export interface WebServiceOptions {
  /** `cloud/login` */
  readonly name: string;
  /** Without one the service speaks plain http. */
  readonly credential?: Credential;
  /** Bytes of a request body. */
  readonly bodyLimit: number;
  readonly routes: (app: FastifyInstance) => void;
}

export interface StartedWebService {
  readonly service: Service;
  stop(): Promise<void>;
}

const PARAMETER_LIMIT = 512;

/** An HTTP application on connections that links hand to it: it never listens, and no real timer closes anything. */
export async function startWebService(options: WebServiceOptions): Promise<StartedWebService> {
  const server = quietServer(options.credential);
  const host = serviceHost(server);
  const app = fastify({
    serverFactory: (handler) => server.on('request', handler),
    bodyLimit: options.bodyLimit,
    routerOptions: { maxParamLength: PARAMETER_LIMIT, caseSensitive: false, ignoreTrailingSlash: true },
    logger: false,
    ...NO_SCHEMAS,
  });
  options.routes(app);
  await app.ready();
  return {
    service: host.service(options.name),
    stop: async () => {
      host.drop();
      await app.close();
    },
  };
}
