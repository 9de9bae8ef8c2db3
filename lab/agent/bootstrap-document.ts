import type { BackOff } from './back-off.ts';
import { Fields } from './fields.ts';

/** A queue to listen on, and what to show there. */
export interface QueueEndpoint {
  /** `wss://…` */
  readonly url: string;
  readonly address: string;
  readonly username: string;
  /** Another one at each bootstrap. */
  readonly password: string;
  /** Requests that may be in hand at once. */
  readonly credit: number;
}

/** What the service tells an agent to do (agent contract, section 2). Times in milliseconds. */
export interface BootstrapDocument {
  readonly bootstrapMs: number;
  readonly requestTimeoutMs: number;
  readonly answers: { readonly url: string; readonly attempts: number; readonly backOff: BackOff };
  readonly queue: readonly QueueEndpoint[];
}

/** Throws ContractShapeError. Keys that the contract does not name are left alone. */
export function readBootstrapDocument(json: string): BootstrapDocument {
  const document = Fields.parse('the bootstrap reply', json);
  document.version();
  const intervals = document.fields('intervals');
  const answers = document.fields('answers');
  return {
    bootstrapMs: intervals.integer('bootstrapMs', 1),
    requestTimeoutMs: intervals.integer('requestTimeoutMs', 1),
    answers: {
      url: answers.url('url').href.replace(/\/$/, ''),
      attempts: answers.integer('attempts', 1),
      backOff: {
        firstMs: answers.integer('firstDelayMs'),
        factor: answers.integer('factor', 1),
        maxMs: intervals.integer('answerLimitMs', 1),
      },
    },
    queue: document.list('queue').map((queue) => ({
      url: queue.url('url').href,
      address: queue.text('address'),
      username: queue.text('username'),
      password: queue.text('password'),
      credit: queue.integer('credit', 1),
    })),
  };
}
