import { failureFacts } from '../../history/failure.ts';
import type { PasswordAttempt } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import type { SignInMethodUsed } from './method.ts';
import type { Verdict } from './outcomes.ts';
import type { SignInRecord } from './record.ts';
import type { CloudUser } from './user.ts';

/** Has the password judged where the method says. */
export async function validate(
  method: SignInMethodUsed,
  user: CloudUser,
  attempt: PasswordAttempt,
  desk: SignInDesk,
  record: SignInRecord,
): Promise<Verdict> {
  switch (method) {
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
  return { kind: 'cloudPassword', right: passwords.matches(user.passwordHash, user.id, password), digest };
}

async function askAgents(
  user: CloudUser,
  attempt: PasswordAttempt,
  desk: SignInDesk,
  record: SignInRecord,
): Promise<Verdict> {
  const { correlationId, password } = attempt;
  const request = { correlationId, tenantId: desk.tenant.id, userPrincipalName: user.upn, password };
  try {
    return await desk.validator.validate(request);
  } catch (error) {
    const { data, volatile } = failureFacts(error);
    record.note('passthrough.failed', data, volatile);
    return { kind: 'transportFailed' };
  }
}
