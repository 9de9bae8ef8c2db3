import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../clock/clock.ts';
import type { Authority } from '../../pki/authority.ts';
import { startWebService, type StartedWebService } from '../web/web-service.ts';

/** Port 80 of the revocation hosts: any `.crl` is the lab CA's list. */
export function startRevocation(authority: Authority, clock: Clock): Promise<StartedWebService> {
  let list: Promise<Uint8Array> | undefined;
  const routes = (app: FastifyInstance): void => {
    app.get('/*', async (request, reply) => {
      if (!/^[^?]*\.crl$/i.test(request.url)) return reply.code(404).send();
      list ??= authority.revocationList();
      const bytes = await clock.busy('signing the revocation list', list);
      return reply.type('application/pkix-crl').send(Buffer.from(bytes));
    });
  };
  return startWebService({ name: 'cloud/revocation', bodyLimit: 1_024, routes });
}
