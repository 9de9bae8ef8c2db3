import { namedUser, type NamedUser } from '../config/people.ts';
import { accountPolicyOf, longestPasswordAge } from '../config/policy-of.ts';
import { SERVICE_ACCOUNT } from '../config/principals.ts';
import { passwordValues } from '../passwords/stored-password.ts';
import type { ForestGround, RaisedDomain } from './ground.ts';
import { derivedPassword } from './password-book.ts';
import { containerOf, place, principalOf } from './place.ts';
import { userValues } from './user-values.ts';

const USER = { classes: ['top', 'person', 'organizationalPerson', 'user'], category: 'Person' } as const;

/** Everybody whom the description names, the service account, and a password for the administrator. */
export function hire(raised: RaisedDomain, ground: ForestGround): void {
  const { domain, config, isForestRoot } = raised;
  if (isForestRoot) {
    const upn = `${SERVICE_ACCOUNT}@${config.domain}`;
    hireOne(raised, ground, namedUser.parse({ sam: SERVICE_ACCOUNT, upn }), containerOf(domain, 'cn=users'));
    // Entra Connect's account is granted "Replicating Directory Changes" when it is set up.
    domain.replicators.add(SERVICE_ACCOUNT);
    // And "Reset password", where passwords are written back.
    domain.resetters.add(SERVICE_ACCOUNT);
  }
  for (const user of config.users.named) {
    const unit = user.ou ?? config.organizationalUnits[0] ?? '';
    hireOne(raised, ground, user, containerOf(domain, `ou=${unit.toLowerCase()}`));
  }
  setPassword(raised, ground, 'Administrator', config.password, domain.now());
}

function hireOne(raised: RaisedDomain, ground: ForestGround, user: NamedUser, parent: string): void {
  const { domain, config } = raised;
  const name = user.name ?? user.sam;
  const isTaken = domain.at(domain.pdcEmulator).child(parent, `cn=${name.toLowerCase()}`) !== undefined;
  place(domain, ground.schema, {
    parent,
    name: isTaken ? `${name} (${user.sam})` : name,
    ...USER,
    values: [['objectsid', [domain.newSid()]], ...userValues(user)],
  });
  setPassword(raised, ground, user.sam, user.password ?? config.password, pwdLastSetOf(raised, user));
}

function setPassword(
  { domain, config, seed }: RaisedDomain,
  { passwords }: ForestGround,
  sam: string,
  given: string | undefined,
  pwdLastSet: number,
): void {
  const object = principalOf(domain, sam);
  if (object === undefined) return;
  const password = given ?? derivedPassword(seed, sam);
  const { historyLength } = accountPolicyOf(config).password;
  const values = passwordValues(undefined, { password, pwdLastSet, historyLength });
  domain.write(domain.pdcEmulator, { id: object.id, values });
  passwords.set(object.id, password);
}

/** An expired password is as old as the laxest policy of the domain allows. */
function pwdLastSetOf({ domain, config }: RaisedDomain, user: NamedUser): number {
  if (user.mustChangePassword) return 0;
  if (!user.passwordExpired) return domain.now();
  return Math.max(1, domain.now() - longestPasswordAge(config));
}
