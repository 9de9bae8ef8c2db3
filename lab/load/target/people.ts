import type { Lab } from '../../lab.ts';
import { LoadError } from '../errors.ts';

export interface Person {
  readonly upn: string;
  readonly password: string;
}

/** Who may sign in, by the way they take. */
export interface People {
  /** Passwords are checked on premises, by an agent. */
  readonly managed: readonly Person[];
  /** Passwords are checked by AD FS. */
  readonly federated: readonly Person[];
  readonly cloudOnly: readonly Person[];
  /** Managed too, but over ActiveSync, so that a cached credential is nobody else's. */
  readonly mail: readonly Person[];
}

const MOST = 10_000;
const SIDE_BY_SIDE = 64;
/** One managed user in so many reads mail. */
const MAIL_SHARE = 5;

/** Everybody of a lab who can sign in as things stand. Throws LoadError when nobody can. */
export async function peopleOf(lab: Lab): Promise<People> {
  const federatedDomains = new Set(
    (await lab.cloud.domains({}))
      .filter(({ authentication }) => authentication === 'federated')
      .map(({ name }) => name.toLowerCase()),
  );
  const unfit = new Set(unfitNames(lab));
  const users = (await lab.cloud.users({})).filter(
    ({ upn, enabled, roles }) => enabled && roles.length === 0 && !unfit.has(upn.toLowerCase()),
  );
  const synced = users.filter(({ kind }) => kind === 'synced').map(({ upn }) => upn);
  const isFederated = (upn: string): boolean => federatedDomains.has(domainOf(upn));
  const managed = await withPasswords(
    synced.filter((upn) => !isFederated(upn)),
    forestPassword(lab),
  );
  const federated = await withPasswords(synced.filter(isFederated), forestPassword(lab));
  const cloudOnly = await withPasswords(
    users.filter(({ kind }) => kind === 'cloudOnly').map(({ upn }) => upn),
    (upn) => lab.cloud.passwordOf({ upn }).then(({ password }) => password),
  );
  if (managed.length + federated.length + cloudOnly.length === 0) throw nobody();
  const mail = lab.exchange === undefined ? 0 : Math.floor(managed.length / MAIL_SHARE);
  return { managed: managed.slice(mail), federated, cloudOnly, mail: managed.slice(0, mail) };
}

function nobody(): LoadError {
  return new LoadError(
    'PTALAB_LOAD_LAB',
    'the lab has nobody who can sign in: its forest needs users, and Entra Connect or cloud.cloudOnlyUsers must bring ' +
      'them to the cloud',
  );
}

/** People of the description whose sign-in is bound to fail. */
function unfitNames({ config }: Lab): string[] {
  const named = config.forest?.users.named ?? [];
  return named
    .filter(
      ({ enabled, mustChangePassword, passwordExpired, accountExpires }) =>
        !enabled || mustChangePassword || passwordExpired || accountExpires !== undefined,
    )
    .map(({ upn }) => upn.toLowerCase());
}

function forestPassword({ forest }: Lab): (upn: string) => Promise<string> {
  return async (upn) => (forest === undefined ? '' : (await forest.passwordOf({ user: upn })).password);
}

async function withPasswords(
  upns: readonly string[],
  passwordOf: (upn: string) => Promise<string>,
): Promise<Person[]> {
  const people: Person[] = [];
  const wanted = upns.slice(0, MOST);
  for (let from = 0; from < wanted.length; from += SIDE_BY_SIDE) {
    const some = wanted.slice(from, from + SIDE_BY_SIDE);
    people.push(...(await Promise.all(some.map(async (upn) => ({ upn, password: await passwordOf(upn) })))));
  }
  return people;
}

function domainOf(upn: string): string {
  return upn.slice(upn.lastIndexOf('@') + 1).toLowerCase();
}
