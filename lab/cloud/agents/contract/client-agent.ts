import 'reflect-metadata';
import { TLSSocket } from 'node:tls';
import { X509Certificate } from '@peculiar/x509';
import type { FastifyRequest } from 'fastify';
import type { AgentRegistry } from '../core/agent-registry.ts';
import type { Registration } from '../core/registration.ts';
import { thumbprintOf } from '../registration/certificate.ts';
import { AGENT_ID_EXTENSION, agentIdOf } from './agent-id.ts';
import { ContractError } from './errors.ts';

interface Presented {
  readonly agentId: string;
  readonly thumbprint: string;
}

const presented = new WeakMap<TLSSocket, Presented>();

/**
 * The registration behind the client certificate of a connection. The handshake has checked the issuer; the registry
 * and the lab clock decide whether it is still good. Throws ContractError `unknownAgent`.
 */
export function clientAgent(request: FastifyRequest, registry: AgentRegistry): Registration {
  const { socket } = request.raw;
  const client = socket instanceof TLSSocket ? (presented.get(socket) ?? inspect(socket)) : undefined;
  const registration = client === undefined ? undefined : registry.holder(client.agentId, client.thumbprint);
  if (registration !== undefined) return registration;
  throw new ContractError(
    'unknownAgent',
    'the client certificate belongs to no current registration of this tenant; register the agent anew',
  );
}

function inspect(socket: TLSSocket): Presented | undefined {
  const der = socket.getPeerX509Certificate()?.raw;
  if (der === undefined) return undefined;
  const extension = new X509Certificate(der).getExtension(AGENT_ID_EXTENSION);
  const agentId = extension === null ? undefined : agentIdOf(new Uint8Array(extension.value));
  if (agentId === undefined) return undefined;
  const client = { agentId, thumbprint: thumbprintOf(der) };
  presented.set(socket, client);
  return client;
}
