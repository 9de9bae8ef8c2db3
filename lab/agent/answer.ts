import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { delayAfter } from './back-off.ts';
import type { BootstrapDocument } from './bootstrap-document.ts';
import { messageOf } from './errors.ts';
import type { Log } from './log.ts';
import type { Post } from './post.ts';

/** What the agent found out (agent contract, section 4). */
export interface Answer {
  readonly result: { readonly win32: number } | { readonly failure: 'keyMissing' | 'decryptFailed' };
  readonly directoryServer?: string;
  /** Milliseconds that the directory took. */
  readonly bindMs?: number;
}

/** Brings an answer to the service. Never rejects. */
export type SendAnswer = (requestId: string, answer: Answer) => Promise<void>;

export interface AnswerPorts {
  readonly clock: Clock;
  /** With the agent's certificate. */
  readonly post: Post;
  readonly log: Log;
  /** Where answers go at present. */
  readonly settings: () => Pick<BootstrapDocument, 'answers' | 'requestTimeoutMs'>;
}

/** Answers, and tries again with growing delays when the service cannot be reached or fails; a refusal is final. */
export function createAnswerSender(ports: AnswerPorts): SendAnswer {
  return async (requestId, answer) => {
    const { url, attempts, backOff } = ports.settings().answers;
    const body = JSON.stringify({ contractVersion: '1', requestId, ...answer });
    for (let failures = 0; ;) {
      const problem = await attempt(ports, `${url}/${requestId}`, body);
      if (problem === undefined) return;
      if (problem.final || ++failures === attempts)
        return ports.log(`answer ${requestId} not taken: ${problem.text}`);
      await ports.clock.sleep(delayAfter(failures, backOff), 'next attempt to answer');
    }
  };
}

interface Problem {
  readonly final: boolean;
  readonly text: string;
}

async function attempt(
  { clock, post, settings }: AnswerPorts,
  url: string,
  body: string,
): Promise<Problem | undefined> {
  using limit = deadline(clock, settings().requestTimeoutMs, 'answer');
  try {
    const { status } = await post(url, body, { signal: limit.signal });
    return status < 300 ? undefined : { final: status < 500, text: `HTTP ${status}` };
  } catch (error) {
    return { final: false, text: messageOf(error) };
  }
}
