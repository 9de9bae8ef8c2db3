import { SignInRefused, type PasswordAttempt } from './attempt.ts';
import { count, refuseLocked } from './count.ts';
import { chooseMethod } from './method.ts';
import { codeFor } from './outcomes.ts';
import { findRealm, findTenant, findUser, refuseDisabled, refuseEmptyPassword } from './realm.ts';
import { SignInRecord, type SignInResult } from './record.ts';
import type { Tenants } from './tenants.ts';
import { kindOf } from './user.ts';
import { validate } from './validate.ts';

/** A sign-in with a password, from the name to the log, in the order in which the service decides. */
export async function signInWithPassword(attempt: PasswordAttempt, tenants: Tenants): Promise<SignInResult> {
  const record = new SignInRecord(attempt, tenants.service);
  try {
    const desk = findTenant(attempt, tenants);
    record.desk = desk;
    const domain = findRealm(attempt, desk.tenant);
    record.note('realm.found', { domain: domain.name, authentication: domain.authentication });
    const user = findUser(attempt.upn, desk.tenant);
    record.user = user;
    record.note('user.found', { upn: user.upn, kind: kindOf(user) });
    refuseDisabled(user);
    refuseEmptyPassword(attempt.password);
    refuseLocked(user, desk, record);
    const method = chooseMethod(user, domain, desk.tenant.features, desk.rules);
    record.method = method;
    record.note('method.chosen', { method });
    const verdict = await validate(method, user, attempt, desk, record);
    record.agentId = 'agentId' in verdict ? verdict.agentId : undefined;
    const code = codeFor(verdict, desk.outcomes);
    count(user, verdict, code, desk, record);
    return record.finish(code);
  } catch (error) {
    if (error instanceof SignInRefused) return record.finish(error.aadsts);
    throw error;
  }
}
