import type { Dispatcher } from 'undici';
import type { Clock } from '../clock/clock.ts';
import { deadline } from '../clock/deadline.ts';
import { ask } from '../http/ask.ts';
import { AdministrationError } from './administration-error.ts';

const LIMIT_MS = 60_000;
const PROVISIONING = 'https://adminwebservice.microsoftonline.com';

export interface AdministratorOptions {
  readonly upn: string;
  readonly clock: Clock;
  /** The administrator's own computer on the network. */
  readonly dispatcher: Dispatcher;
  /** `https://graph.microsoft.com`, or another cloud's. */
  readonly graph: string;
  /** Signs the administrator in and returns an access token. */
  readonly token: () => Promise<string>;
}

/** An agent as the admin center lists it. */
export interface ListedAgent {
  readonly id: string;
  readonly machineName: string;
  readonly status: string;
}

/** What an administrator does at a keyboard: signs in, and calls the tenant's own interfaces with the token. */
export interface Administrator {
  readonly upn: string;
  /** Graph `PATCH /v1.0/domains/{domain}` (Update-MgDomain). Throws AdministrationError. */
  convertDomain(domain: string, authentication: 'Managed' | 'Federated'): Promise<void>;
  /** Sets the tenant's sign-in method, as Disable-PassthroughAuthentication or the wizard does. */
  setSignInMethod(method: string): Promise<void>;
  /** Graph beta `onPremisesPublishingProfiles/authentication/agents`. */
  agents(): Promise<readonly ListedAgent[]>;
}

export function createAdministrator(options: AdministratorOptions): Administrator {
  const { graph } = options;
  return {
    upn: options.upn,
    convertDomain: async (domain, authenticationType) => {
      await call(options, 'PATCH', `${graph}/v1.0/domains/${encodeURIComponent(domain)}`, {
        authenticationType,
      });
    },
    setSignInMethod: async (method) => {
      await call(options, 'POST', `${PROVISIONING}/v1/signInMethod`, { method, serverName: 'administrator' });
    },
    agents: async () => {
      const url = `${graph}/beta/onPremisesPublishingProfiles/authentication/agents`;
      const answer = await call(options, 'GET', url);
      return agentsOf(answer);
    },
  };
}

async function call(
  options: AdministratorOptions,
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  body?: object,
): Promise<unknown> {
  const headers = { authorization: `Bearer ${await options.token()}`, 'content-type': 'application/json' };
  using limit = deadline(options.clock, LIMIT_MS, `an administrator asking ${new URL(url).hostname}`);
  const { dispatcher } = options;
  const json = body === undefined ? undefined : JSON.stringify(body);
  const { status, text } = await ask(url, { method, headers, dispatcher, signal: limit.signal, body: json });
  if (status >= 400) throw new AdministrationError(`${method} ${url}`, status, text);
  return text === '' ? {} : JSON.parse(text);
}

function agentsOf(answer: unknown): ListedAgent[] {
  if (typeof answer !== 'object' || answer === null || !('value' in answer) || !Array.isArray(answer.value))
    return [];
  return answer.value.map((agent: Record<string, unknown>) => ({
    id: String(agent['id']),
    machineName: String(agent['machineName']),
    status: String(agent['status']),
  }));
}
