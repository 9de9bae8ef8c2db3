import { SignInRefused, type Attempt } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import type { Domain } from './domain.ts';
import type { Tenant } from './tenant.ts';
import { isShared, type Tenants } from './tenants.ts';
import type { CloudUser } from './user.ts';

const TENANT_NOT_FOUND = 90002;
const TENANT_NOT_NAMED = 50059;
const USER_NOT_FOUND = 50034;
const USER_DISABLED = 50057;
const NO_PASSWORD = 50056;

/**
 * The tenant that is meant: the one the authority names, or at a shared authority the one of the user's name. A tenant
 * that is not there is 90002; a shared authority that cannot tell it from the name is 50059. Throws SignInRefused.
 */
export function findTenant({ authority, upn }: Attempt, tenants: Tenants): SignInDesk {
  const shared = isShared(authority);
  const desk = shared ? tenants.ofUpn(upn) : tenants.byAuthority(authority);
  if (desk === undefined) throw new SignInRefused(shared ? TENANT_NOT_NAMED : TENANT_NOT_FOUND);
  return desk;
}

/** The domain that a user's name lies in; outside the tenant, it is the name of nobody there. Throws SignInRefused. */
export function findRealm({ upn }: Attempt, tenant: Tenant): Domain {
  const domain = tenant.domains.ofUpn(upn);
  if (domain === undefined) throw new SignInRefused(USER_NOT_FOUND);
  return domain;
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
