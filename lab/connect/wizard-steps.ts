import { z } from 'zod';
import { WORLDWIDE, type CloudLine } from './cloud-line.ts';
import type { CloudSession } from './cloud-session.ts';
import type { SignInMethod } from './core/method.ts';
import { CloudAnswerError, NoActiveAgentError } from './errors.ts';

const METHOD_URL = 'https://adminwebservice.microsoftonline.com/v1/signInMethod';
const AGENTS = '/beta/onPremisesPublishingProfiles/authentication/agents';
const POLL_MS = 5_000;

const agentList = z.object({ value: z.array(z.object({ status: z.string() })) });

/** Only an administrator who may set the tenant's sign-in method may read it. Throws RoleMissingError. */
export async function checkRole(session: CloudSession): Promise<void> {
  await session.call({ url: METHOD_URL });
}

/** Asks every five seconds of lab time until the service reports an active agent. Throws NoActiveAgentError. */
export async function waitForActiveAgent(
  line: CloudLine,
  session: CloudSession,
  limitMs: number,
): Promise<void> {
  const giveUpAt = line.clock.now() + limitMs;
  while (!(await anyActive(line, session))) {
    if (line.clock.now() + POLL_MS > giveUpAt) throw new NoActiveAgentError(line.host);
    await line.clock.sleep(
      POLL_MS,
      `an active agent after ${line.host}'s wizard installed one`,
      line.stopping,
    );
  }
}

async function anyActive(line: CloudLine, session: CloudSession): Promise<boolean> {
  const url = `${(line.origins ?? WORLDWIDE).graph}${AGENTS}`;
  const body = await session.call({ url });
  const agents = agentList.safeParse(body);
  if (!agents.success) throw new CloudAnswerError(line.host, url, 200, 'not a list of agents');
  return agents.data.value.some((agent) => agent.status === 'active');
}

/** Writes the tenant's sign-in method. The service refuses pass-through without an active agent. */
export async function setTenantMethod(
  line: CloudLine,
  session: CloudSession,
  method: SignInMethod,
): Promise<void> {
  const { conflict } = await session.attempt({ url: METHOD_URL, json: { method, serverName: line.host } });
  if (conflict) throw new NoActiveAgentError(line.host);
}
