import { SharedArray } from 'k6/data';
import { allowedNetworks } from './networks.ts';
import { checkTarget, type People, type Person, type Target } from './target-shape.ts';

export const allowed = allowedNetworks(__ENV['PTALAB_ALLOWED_NETWORKS']);

function readTarget(): Target {
  const path = __ENV['PTALAB_TARGET'];
  if (path === undefined || path === '')
    throw new Error('PTALAB_TARGET names no file: run the script with `ptalab load <script>`');
  return checkTarget(JSON.parse(open(path)) as Partial<Target>, allowed);
}

type Facts = Omit<Target, 'users'>;

// Shared arrays are read once for all virtual users, however many there are.
const facts = new SharedArray<Facts>('target', () => {
  const { tenantId, names, domainControllers, trust, seed } = readTarget();
  return [{ tenantId, names, domainControllers, trust, seed }];
});

const people: Readonly<Record<People, readonly Person[]>> = {
  managed: shared('managed'),
  federated: shared('federated'),
  cloudOnly: shared('cloudOnly'),
  mail: shared('mail'),
};

function shared(kind: People): readonly Person[] {
  return new SharedArray<Person>(kind, () => [...readTarget().users[kind]]);
}

/** The lab under load. */
export const target: Facts = factsOf();

function factsOf(): Facts {
  const [first] = facts;
  if (first === undefined) throw new Error('the target file is empty');
  return first;
}

/** The people of one kind. Throws Error at the start of a script that needs some when the lab has none. */
export function peopleOf(kind: People): readonly Person[] {
  const some = people[kind];
  if (some.length === 0) throw new Error(`the lab has no ${kind} users, and this script signs some in`);
  return some;
}

export function has(kind: People): boolean {
  return people[kind].length > 0;
}

/** Each in turn, round and round. */
export function nth<T>(some: readonly T[], index: number): T {
  const found = some[index % some.length];
  if (found === undefined) throw new Error('nobody to choose from');
  return found;
}
