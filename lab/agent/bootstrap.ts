import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { type BootstrapDocument, readBootstrapDocument } from './bootstrap-document.ts';
import { BootstrapRefusedError, UnexpectedReplyError } from './errors.ts';
import { Fields } from './fields.ts';
import type { Identity } from './identity.ts';
import type { Post } from './post.ts';

/** What the agent says of itself at each bootstrap, which is its status report too. */
export interface Status {
  readonly initial: boolean;
  readonly consecutiveFailures: number;
}

export interface BootstrapPorts {
  readonly clock: Clock;
  readonly identity: Identity;
  readonly machineName: string;
  readonly agentVersion: string;
  /** With the agent's certificate. */
  readonly post: Post;
}

/** Until the service has said how long a request may take. */
export const FIRST_TIMEOUT_MS = 20_000;

/** One bootstrap. Throws BootstrapRefusedError for good, anything else for now. */
export async function bootstrap(
  ports: BootstrapPorts,
  status: Status,
  limitMs: number,
): Promise<BootstrapDocument> {
  const { clock, identity, machineName, agentVersion, post } = ports;
  using limit = deadline(clock, limitMs, 'bootstrap');
  const body = {
    contractVersion: '1',
    agentId: identity.agentId,
    machineName,
    agentVersion,
    ...status,
    updaterStatus: 'stopped',
  };
  const reply = await post(identity.bootstrapUrl, JSON.stringify(body), { signal: limit.signal });
  if (reply.status === 403) throw refusal(reply.body);
  if (reply.status !== 200) throw new UnexpectedReplyError('the bootstrap', reply.status);
  return readBootstrapDocument(reply.body);
}

function refusal(body: string): Error {
  try {
    const error = Fields.parse('the refusal', body).fields('error');
    if (error.text('code') === 'unknownAgent')
      return new BootstrapRefusedError('unknownAgent', error.text('message'));
  } catch {
    // A proxy's refusal, for one, has no such shape.
  }
  return new UnexpectedReplyError('the bootstrap', 403);
}
