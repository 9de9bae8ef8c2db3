import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AgentOffice } from '../agents/agent-office.ts';
import { readBody } from '../agents/contract/body.ts';
import { clientAgent } from '../agents/contract/client-agent.ts';
import { ContractError } from '../agents/contract/errors.ts';
import { agentAnswer, type AgentAnswer } from './answer.ts';
import type { PayloadMeter } from './payload-bytes.ts';
import type { AnswerRefusal, PendingRequests } from './pending-requests.ts';

export interface AnswerDesk {
  readonly office: AgentOffice;
  readonly pending: PendingRequests;
  readonly meter: PayloadMeter;
}

const REFUSALS: Readonly<Record<AnswerRefusal, string>> = {
  unknownRequest: 'no request of that id is known',
  notYours: 'the request was not handed to this agent',
  duplicate: 'the request has been answered already',
  late: 'the answer limit of the request had passed',
};

/** `POST https://lab1.connector.his.msappproxy.net/v1/answers/{requestId}` (mTLS), contract section 4. */
export function serveAnswers(app: FastifyInstance, desk: AnswerDesk): void {
  const { names, registry } = desk.office;
  app.post<{ Params: { requestId: string } }>(
    '/v1/answers/:requestId',
    { constraints: { host: names.answers } },
    (request, reply) => {
      const { agentId } = clientAgent(request, registry);
      const requestId = request.params.requestId.toLowerCase();
      const reading = read(request, requestId);
      judge(desk, requestId, agentId, reading, bodySize(request));
      if (reading instanceof ContractError) throw reading;
      return reply.code(204).send();
    },
  );
}

function read(request: FastifyRequest, requestId: string): AgentAnswer | ContractError {
  try {
    const answer = readBody(agentAnswer, request.body);
    if (answer.requestId.toLowerCase() === requestId) return answer;
    return new ContractError('invalidRequest', 'requestId is not the one in the address');
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
}

/** An answer that cannot be read still ends the request: the agent has answered, and will not again. */
function judge(
  desk: AnswerDesk,
  requestId: string,
  agentId: string,
  reading: AgentAnswer | ContractError,
  bytes: number,
): void {
  const answer = reading instanceof ContractError ? undefined : reading;
  const verdict = desk.pending.answer(requestId, agentId, answer);
  const facts = { requestId, agentId, ...resultOf(answer) };
  if (verdict.kind === 'accepted') {
    desk.meter.answer(bytes);
    record(desk, answer === undefined ? 'passthrough.misanswered' : 'passthrough.answered', facts, {
      bytes,
      bindMs: answer?.bindMs ?? null,
    });
    return;
  }
  if (verdict.reason === 'late') record(desk, 'answer.late', facts, { bytes });
  record(desk, 'answer.refused', { ...facts, reason: verdict.reason }, { bytes });
  if (answer !== undefined) throw new ContractError(verdict.reason, REFUSALS[verdict.reason]);
}

function resultOf(answer: AgentAnswer | undefined): Readonly<Record<string, string | number>> {
  return answer === undefined
    ? {}
    : {
        ...answer.result,
        ...(answer.directoryServer === undefined ? {} : { directoryServer: answer.directoryServer }),
      };
}

function record(
  { office }: AnswerDesk,
  kind: string,
  data: Readonly<Record<string, string | number>> & { readonly requestId: string },
  volatile: Readonly<Record<string, number | null>>,
): void {
  office.context.history.append({ component: 'cloud', kind, correlationId: data.requestId, data, volatile });
}

function bodySize(request: FastifyRequest): number {
  return Number(request.headers['content-length'] ?? 0);
}
