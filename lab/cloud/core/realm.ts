import { SignInRefused, type Attempt } from './attempt.ts';
import type { Domain } from './domain.ts';
import type { Tenant } from './tenant.ts';
import type { CloudUser } from './user.ts';

const TENANT_NOT_FOUND = 90002;
const TENANT_NOT_NAMED = 50059;
const USER_NOT_FOUND = 50034;
const USER_DISABLED = 50057;
const NO_PASSWORD = 50056;

/**
 * The domain that a user's name lies in. A tenant that is not there is 90002; a shared authority that cannot tell the
 * tenant from the name is 50059; a name outside the tenant that was asked is an unknown user. Throws SignInRefused.
 */
export function findRealm(attempt: Attempt, tenant: Tenant): Domain {
  if (!tenant.answersTo(attempt.authority)) throw new SignInRefused(TENANT_NOT_FOUND);
  const domain = tenant.domains.ofUpn(attempt.upn);
  if (domain !== undefined) return domain;
  throw new SignInRefused(tenant.isShared(attempt.authority) ? TENANT_NOT_NAMED : USER_NOT_FOUND);
}

/** Throws SignInRefused. */
export function findUser(upn: string, tenant: Tenant): CloudUser {
  const user = tenant.users.byUpn(upn);
  if (user === undefined) throw new SignInRefused(USER_NOT_FOUND);
  return user;
}

/** The cloud's own switch, which Connect writes from the on-premises one. Throws SignInRefused. */
export function refuseDisabled(user: CloudUser): void {
  if (!user.enabled) throw new SignInRefused(USER_DISABLED);
}

/** An empty password would bind anonymously on premises, so it never leaves. Throws SignInRefused. */
export function refuseEmptyPassword(password: string): void {
  if (password === '') throw new SignInRefused(NO_PASSWORD);
}
