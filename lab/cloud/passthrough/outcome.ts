import type { Ending } from './pending-requests.ts';
import type { PassthroughOutcome } from './validator.ts';

/** What a request's end means to the STS. */
export function outcomeOf(ending: Ending): PassthroughOutcome {
  if (ending.kind === 'expired') {
    return ending.agentId === undefined
      ? { kind: 'timedOut' }
      : { kind: 'timedOut', agentId: ending.agentId };
  }
  const { agentId, answer } = ending;
  if (answer === undefined) return { kind: 'invalidAnswer', agentId };
  if ('win32' in answer.result) return { kind: 'answered', agentId, win32: answer.result.win32 };
  return { kind: answer.result.failure, agentId };
}
