import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Chance } from '../../chance/chance.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One value of a header, whatever the number of times it came. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The client's `client-request-id` when it is a GUID, else a fresh one. Echoed when the client asks for it. */
export function correlationOf(request: FastifyRequest, reply: FastifyReply, chance: Chance): string {
  const given = header(request, 'client-request-id');
  const correlationId = given !== undefined && UUID.test(given) ? given.toLowerCase() : chance.uuid();
  if (header(request, 'return-client-request-id')?.toLowerCase() === 'true') {
    void reply.header('client-request-id', correlationId);
  }
  return correlationId;
}
