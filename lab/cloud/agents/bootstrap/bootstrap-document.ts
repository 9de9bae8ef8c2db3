import { z } from 'zod';
import type { AgentOffice } from '../agent-office.ts';
import { contractVersion } from '../contract/body.ts';
import { CONTRACT_VERSION } from '../contract/version.ts';
import type { Registration } from '../core/registration.ts';

export const bootstrapRequest = z.object({
  contractVersion,
  agentId: z.guid(),
  machineName: z.string().min(1).max(64),
  agentVersion: z.string().min(1).max(64),
  initial: z.boolean(),
  consecutiveFailures: z.number().int().min(0).max(1_000_000),
  updaterStatus: z.enum(['running', 'stopped']),
});

/** Retries of an answer (observed): five attempts, 200 ms, doubled each time. */
const ANSWER_RETRIES = { attempts: 5, firstDelayMs: 200, factor: 2 } as const;

/** Everything an agent needs to serve until its next bootstrap; `password` is new each time. */
export function bootstrapDocument(
  { config, names, tenant }: AgentOffice,
  { agentId, keyId }: Registration,
  password: string,
) {
  return {
    contractVersion: CONTRACT_VERSION,
    state: 'ok',
    keyId,
    intervals: {
      bootstrapMs: config.bootstrapMs,
      renewalCheckMs: config.renewalCheckMs,
      requestTimeoutMs: config.requestTimeoutMs,
      answerLimitMs: config.answerLimitMs,
    },
    answers: { url: `https://${names.answers}/v1/answers`, ...ANSWER_RETRIES },
    queue: [
      {
        url: `wss://${names.queue}/$servicebus/websocket`,
        address: `${tenant.tenantId}/requests`,
        username: agentId,
        password,
        credit: config.listenCredit,
      },
    ],
    orders: [],
  };
}
