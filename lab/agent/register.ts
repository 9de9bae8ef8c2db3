import type { KeyObject } from 'node:crypto';
import type { Dispatcher } from 'undici';
import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { FIRST_TIMEOUT_MS } from './bootstrap.ts';
import { createRequest } from './csr.ts';
import { RegistrationRefusedError } from './errors.ts';
import { Fields } from './fields.ts';
import { generateAgentKey } from './key.ts';
import type { Post, Reply } from './post.ts';
import type { Registration } from './state-directory.ts';

/** What the service is told of a machine that registers (agent contract, section 1). */
export interface RegistrationFacts {
  /** The whole URL of the registration resource. */
  readonly url: string;
  /** Access token of a Hybrid Identity Administrator or Global Administrator. */
  readonly token: string;
  readonly machineName: string;
  readonly agentVersion?: string;
  readonly os?: string;
  readonly keyBits?: number;
  /** An RSA key to certify instead of a new one. */
  readonly key?: Promise<KeyObject> | undefined;
}

/** A registration by a caller that is no agent. */
export interface RegistrationRequest extends RegistrationFacts {
  readonly dispatcher: Dispatcher;
  /** Held still while a key is generated, and the limit of the request runs on it. */
  readonly clock: Clock;
}

/** Registers over an undici dispatcher: one key may serve many registrations. */
export async function registerAgent(request: RegistrationRequest): Promise<Registration> {
  return register(request, postOver(request.dispatcher), request.clock);
}

/** Key → CSR → POST → certificate. Throws RegistrationRefusedError, or DeadlineError when no reply comes. */
export async function register(request: RegistrationFacts, post: Post, clock: Clock): Promise<Registration> {
  const key = request.key ?? generateAgentKey(request.keyBits);
  const privateKey = await clock.busy('generating a key', key);
  const body = bodyOf(request, createRequest(request.machineName, privateKey));
  const reply = await send(request, body, post, clock);
  if (reply.status !== 201) throw refusal(reply);
  const granted = Fields.parse('the registration reply', reply.body);
  granted.version();
  return {
    agentId: granted.text('agentId'),
    bootstrapUrl: granted.url('bootstrapUrl').href,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: granted.text('certificate'),
  };
}

async function send(
  { url, token }: RegistrationFacts,
  body: string,
  post: Post,
  clock: Clock,
): Promise<Reply> {
  using limit = deadline(clock, FIRST_TIMEOUT_MS, 'registration');
  return await post(url, body, { headers: { authorization: `Bearer ${token}` }, signal: limit.signal });
}

function bodyOf(
  { machineName, agentVersion = '1.5.2482.0', os = process.platform }: RegistrationFacts,
  csr: string,
): string {
  return JSON.stringify({ contractVersion: '1', csr, machineName, agentVersion, os });
}

function refusal({ status, body }: Reply): RegistrationRefusedError {
  try {
    const error = Fields.parse('the refusal', body).fields('error');
    return new RegistrationRefusedError(status, error.text('code'), error.text('message'));
  } catch {
    return new RegistrationRefusedError(
      status,
      'unexplained',
      'the service gave no reason in the shape of the contract',
    );
  }
}

function postOver(dispatcher: Dispatcher): Post {
  return (url, body, { headers = {}, contentType = 'application/json', signal } = {}) => {
    const { origin, pathname } = new URL(url);
    const exchange = async (): Promise<Reply> => {
      const response = await dispatcher.request({
        origin,
        path: pathname,
        method: 'POST',
        headers: { ...headers, 'content-type': contentType },
        body,
        ...(signal === undefined ? {} : { signal }),
      });
      return { status: response.statusCode, body: await response.body.text() };
    };
    return signal === undefined ? exchange() : orAborted(signal, exchange());
  };
}

/** undici heeds a signal only once a connection is made. */
function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
