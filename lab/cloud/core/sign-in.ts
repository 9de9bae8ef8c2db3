import { missingAccess } from './access/judge-access.ts';
import { SignInRefused, type PasswordAttempt } from './attempt.ts';
import { count, refuseLocked, refuseLockedMeanwhile } from './count.ts';
import { homeRealmOf } from './home-realm.ts';
import { chooseMethod } from './method.ts';
import { codeFor } from './outcomes.ts';
import { missingPasswordLife } from './password-changes/expiry.ts';
import {
  domainOf,
  findTenant,
  findUser,
  refuse,
  refuseDisabled,
  refuseEmptyPassword,
  refuseGuest,
  stillThere,
} from './realm.ts';
import { SignInRecord, type SignInResult } from './record.ts';
import { refuseVerdict } from './refuse-verdict.ts';
import type { Tenants } from './tenants.ts';
import { validate } from './validate.ts';

/** A sign-in with a password, from the name to the log, in the order in which the service decides. */
export async function signInWithPassword(attempt: PasswordAttempt, tenants: Tenants): Promise<SignInResult> {
  const record = new SignInRecord(attempt, tenants.service);
  try {
    const desk = findTenant(attempt, tenants);
    record.desk = desk;
    const realm = homeRealmOf(attempt, desk);
    const domain = domainOf(realm, attempt, desk, tenants);
    record.noteRealm(domain, realm);
    const user = findUser(attempt.upn, desk);
    record.noteUser(user);
    refuseGuest(user, desk);
    refuseDisabled(user, desk);
    refuseEmptyPassword(attempt, desk);
    refuseLocked(user, desk, record);
    const policy = desk.tenant.homeRealm.governing(attempt.clientId);
    const method = chooseMethod(user, { ...attempt, realm, domain, policy, features: desk.tenant.features });
    record.noteMethod(method);
    const verdict = await validate(method, user, attempt, desk, record);
    record.agentId = 'agentId' in verdict ? verdict.agentId : undefined;
    // An agent may take its time: what was done to the user meanwhile counts, and so does a lock that has fallen.
    const now = stillThere(user, desk);
    record.user = now;
    refuseDisabled(now, desk);
    refuseLockedMeanwhile(now, desk, record);
    const code = codeFor(verdict, desk.outcomes);
    count(now, verdict, code, desk, record);
    refuseVerdict(verdict, code, now, desk, record);
    if (method !== 'passThrough') refuse(missingPasswordLife(now, desk));
    refuse(missingAccess(now, attempt, desk));
    return record.finish(0);
  } catch (error) {
    if (error instanceof SignInRefused) return record.finish(error.aadsts, error.detail);
    throw error;
  }
}
