import { z } from 'zod';
import { callCloud, WORLDWIDE, type CloudCall, type CloudLine } from './cloud-line.ts';
import { CloudAnswerError, CloudSignInError, RoleMissingError } from './errors.ts';

export interface CloudCredentials {
  readonly upn: string;
  readonly password: string;
}

/** Somebody signed in to the tenant from a Connect server, for one cycle or one run of the wizard. */
export interface CloudSession {
  readonly upn: string;
  readonly token: string;
  /** What the service answers with 2xx. Throws RoleMissingError for 403, CloudAnswerError otherwise. */
  call(path: Omit<CloudCall, 'token' | 'correlationId'>): Promise<unknown>;
  /** The same, where a conflict (409) is an answer too: undefined. */
  attempt(path: Omit<CloudCall, 'token' | 'correlationId'>): Promise<{ conflict: boolean }>;
}

/** Client id of Microsoft Azure Active Directory Connect (public research: AADInternals). */
const CLIENT_ID = 'cb1056e2-e479-49de-ae31-7812af012ed8';
const granted = z.object({ access_token: z.string().min(1) });
const refused = z.object({ error_codes: z.array(z.number()).min(1) });
const explained = z.object({ error: z.object({ message: z.string() }) });

/** Password grant for a cloud-only account. Throws CloudSignInError when refused. */
export async function signIn(
  line: CloudLine,
  tenantId: string,
  account: CloudCredentials,
  correlationId: string,
): Promise<CloudSession> {
  const { login, graph } = line.origins ?? WORLDWIDE;
  const { status, body } = await callCloud(line, {
    url: `${login}/${tenantId}/oauth2/v2.0/token`,
    correlationId,
    form: {
      grant_type: 'password',
      client_id: CLIENT_ID,
      scope: `openid ${graph}/.default`,
      username: account.upn,
      password: account.password,
    },
  });
  const answer = granted.safeParse(body);
  if (status === 200 && answer.success)
    return session(line, account.upn, answer.data.access_token, correlationId);
  const [aadsts] = refused.safeParse(body).data?.error_codes ?? [];
  throw new CloudSignInError(
    line.host,
    account.upn,
    aadsts === undefined ? `status ${status}` : `AADSTS${aadsts}`,
  );
}

function session(line: CloudLine, upn: string, token: string, correlationId: string): CloudSession {
  const ask = async (
    call: Omit<CloudCall, 'token' | 'correlationId'>,
  ): Promise<{ status: number; body: unknown }> => {
    const { status, body } = await callCloud(line, { ...call, token, correlationId });
    if (status === 403) throw new RoleMissingError(line.host, upn);
    if (status >= 300 && status !== 409)
      throw new CloudAnswerError(line.host, call.url, status, messageIn(body));
    return { status, body };
  };
  return {
    upn,
    token,
    call: async (call) => {
      const { status, body } = await ask(call);
      if (status === 409) throw new CloudAnswerError(line.host, call.url, status, messageIn(body));
      return body;
    },
    attempt: async (call) => ({ conflict: (await ask(call)).status === 409 }),
  };
}

function messageIn(body: unknown): string {
  return explained.safeParse(body).data?.error.message ?? 'no explanation';
}
