import type { Attempt, PasswordAttempt, SignInRefused } from './attempt.ts';
import type { SignInDesk } from './desk.ts';
import type { Domain } from './domain.ts';
import { lookUp } from './find-user.ts';
import type { HomeRealm } from './home-realm.ts';
import type { OutcomeTable } from './outcomes.ts';
import { refusal } from './refuse.ts';
import { isShared, type Tenants } from './tenants.ts';
import type { CloudUser } from './user.ts';

/**
 * The tenant that is meant: the one the authority names, or at a shared authority the one of the user's name. A tenant
 * that is not there is 90002; a shared authority that cannot tell it from the name is 50059. Throws SignInRefused.
 */
export function findTenant({ authority, upn }: Attempt, tenants: Tenants): SignInDesk {
  const shared = isShared(authority);
  const desk = shared ? tenants.ofUpn(upn) : tenants.byAuthority(authority);
  if (desk === undefined) throw refusal(shared ? 'tenantNotNamed' : 'tenantNotFound', undefined);
  return desk;
}

/**
 * The domain of a realm; outside the tenant, a name is that of nobody there. A browser's user has proven itself in its
 * own tenant before it hears so (documented: 50020). Throws SignInRefused.
 */
export function domainOf(
  realm: HomeRealm,
  { upn, client }: Attempt,
  desk: SignInDesk,
  tenants: Tenants,
): Domain {
  if (realm.domain !== undefined) return realm.domain;
  const isOthers = client === 'browser' && tenants.ofUpn(upn) !== undefined;
  throw refusal(isOthers ? 'userOfAnotherTenant' : 'userNotFound', desk.outcomes);
}

/** A deleted user is nobody (documented: 50034). Throws SignInRefused. */
export function findUser(upn: string, { tenant, clock, outcomes }: SignInDesk): CloudUser {
  const now = clock.now();
  const found = lookUp(upn, tenant, now);
  if (found !== undefined) return found.user;
  const isDeleted = tenant.users.bin.byUpn(upn, now) !== undefined;
  throw refusal(isDeleted ? 'userDeleted' : 'userNotFound', outcomes);
}

/** A user as it is now; whoever was deleted meanwhile is nobody. Throws SignInRefused. */
export function stillThere({ id }: CloudUser, { tenant, outcomes }: SignInDesk): CloudUser {
  const user = tenant.users.byId(id);
  if (user === undefined) throw refusal('userDeleted', outcomes);
  return user;
}

/** A guest proves itself in its own tenant, which takes no password here. Throws SignInRefused. */
export function refuseGuest(user: CloudUser, { outcomes }: Pick<SignInDesk, 'outcomes'>): void {
  if (user.userType === 'Guest') throw refusal('userOfAnotherTenant', outcomes);
}

/** The cloud's own switch, which Connect writes from the on-premises one. Throws SignInRefused. */
export function refuseDisabled(user: CloudUser, desk?: { readonly outcomes: OutcomeTable }): void {
  if (!user.enabled) throw refusal('userDisabled', desk?.outcomes);
}

/** An empty password would bind anonymously on premises, so it never leaves. Throws SignInRefused. */
export function refuseEmptyPassword({ password }: PasswordAttempt, { outcomes }: SignInDesk): void {
  if (password === '') throw refusal('emptyPassword', outcomes);
}

/** Throws what a step found missing. */
export function refuse(missing: SignInRefused | undefined): void {
  if (missing !== undefined) throw missing;
}
