import { failureFacts } from '../../history/failure.ts';
import { agentName } from './agent-name.ts';
import type { PasswordAttempt } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import type { SignInMethodUsed } from './method.ts';
import type { Verdict } from './outcomes.ts';
import { isSame } from './passwords.ts';
import type { SignInRecord } from './record.ts';
import type { CloudUser } from './user.ts';

/** Has the password judged where the method says. */
export async function validate(
  method: SignInMethodUsed | undefined,
  user: CloudUser,
  attempt: PasswordAttempt,
  desk: SignInDesk,
  record: SignInRecord,
): Promise<Verdict> {
  switch (method) {
    case undefined:
      return { kind: 'noMethod' };
    case 'federated':
      return { kind: 'federatedPassword' };
    case 'passThrough':
      return askAgents(user, attempt, desk, record);
    case 'cloudPassword':
    case 'passwordHashSync':
      return compare(user, attempt.password, desk);
  }
}

function compare(user: CloudUser, password: string, { passwords }: SignInDesk): Verdict {
  if (user.passwordHash === undefined) return { kind: 'noPasswordStored' };
  const digest = passwords.digest(user.id, password);
  return { kind: 'cloudPassword', right: isSame(user.passwordHash, digest), digest };
}

async function askAgents(
  user: CloudUser,
  attempt: PasswordAttempt,
  desk: SignInDesk,
  record: SignInRecord,
): Promise<Verdict> {
  const { correlationId, password } = attempt;
  const userPrincipalName = agentName(user, desk.tenant.passwordSettings);
  const request = { correlationId, tenantId: desk.tenant.id, userPrincipalName, password };
  try {
    return await desk.validator.validate(request);
  } catch (error) {
    const { data, volatile } = failureFacts(error);
    record.note('passthrough.failed', data, volatile);
    return { kind: 'transportFailed' };
  }
}
