import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { quietServer, serviceHost } from '../../http/quiet-server.ts';
import type { Service } from '../../links/service.ts';
import type { Credential } from '../../pki/authority.ts';
import { answerUnreadable, answerUnroutable } from './before-routes.ts';
import { refuseForeignHosts } from './called-host.ts';
import { NO_SCHEMAS } from './no-schemas.ts';

export interface WebServiceOptions {
  /** `cloud/login` */
  readonly name: string;
  /** Without one the service speaks plain http. */
  readonly credential?: Credential;
  /** Bytes of a request body. */
  readonly bodyLimit: number;
  /** Names that it is called by; under any other nothing is served. All names unless given. */
  readonly hosts?: readonly string[];
  /** Answers a path that no router can read; in the web server's words unless given. */
  readonly unroutable?: (error: Error, request: FastifyRequest, reply: FastifyReply) => void;
  readonly routes: (app: FastifyInstance) => void;
}

export interface StartedWebService {
  readonly service: Service;
  stop(): Promise<void>;
}

/** No less than a whole header section: parts of paths are the routes' own to judge. */
const PARAMETER_LIMIT = 16_384;

/** An HTTP application on connections that links hand to it: it never listens, and no real timer closes anything. */
export async function startWebService(options: WebServiceOptions): Promise<StartedWebService> {
  const server = quietServer(options.credential);
  const host = serviceHost(server);
  const app = fastify({
    serverFactory: (handler) => server.on('request', handler),
    bodyLimit: options.bodyLimit,
    routerOptions: { maxParamLength: PARAMETER_LIMIT, caseSensitive: false, ignoreTrailingSlash: true },
    logger: false,
    frameworkErrors: options.unroutable ?? answerUnroutable,
    clientErrorHandler: answerUnreadable,
    ...NO_SCHEMAS,
  });
  if (options.hosts !== undefined) refuseForeignHosts(app, options.hosts);
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
