import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { isBackLink, isForwardLink, SCHEMA } from '../schema/schema.ts';
import type { DirectoryObject, ObjectId } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
import { knowsMembers } from './catalog-members.ts';
import { byName } from './naming-contexts.ts';
import { membershipReplicas, type Reading, type Sourced } from './source.ts';

/** LDAP_MATCHING_RULE_TRANSITIVE_EVAL: whether links lead from an object to another, over any number of steps. */
export function chainTest(
  attribute: AttributeSchema,
  value: Buffer,
  reading: Reading,
): (source: Sourced) => boolean {
  const reached = chained(attribute, value, reading);
  return ({ object }) => reached.has(object.id);
}

const NOBODY: ReadonlySet<ObjectId> = new Set();

/** Ids of all that pass: who is asked for is fixed, so that the chain is followed once, the other way round. */
export function chained(attribute: AttributeSchema, value: Buffer, reading: Reading): ReadonlySet<ObjectId> {
  const forward = isBackLink(attribute) ? SCHEMA.linkPartner(attribute) : attribute;
  if (forward === undefined || !isForwardLink(forward)) return NOBODY;
  const target = byName(value.toString(), reading);
  if (target === undefined) return NOBODY;
  const replicas = membershipReplicas(reading);
  return isBackLink(attribute)
    ? closure(target.object.id, (id) => forwardOf(replicas, forward.key, id, reading))
    : closure(target.object.id, (id) => backwardOf(replicas, forward.key, id, reading));
}

function closure(start: ObjectId, next: (id: ObjectId) => Iterable<ObjectId>): ReadonlySet<ObjectId> {
  const reached = new Set<ObjectId>();
  const queue = [start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const each of next(id)) {
      if (reached.has(each)) continue;
      reached.add(each);
      queue.push(each);
    }
  }
  return reached;
}

function forwardOf(
  replicas: readonly Replica[],
  forward: string,
  id: ObjectId,
  reading: Reading,
): ObjectId[] {
  return replicas.flatMap((replica) => {
    const source = replica.get(id);
    return isFollowed(source, replica, forward, reading) ? source.values(forward).map(String) : [];
  });
}

function backwardOf(
  replicas: readonly Replica[],
  forward: string,
  id: ObjectId,
  reading: Reading,
): ObjectId[] {
  return replicas.flatMap((replica) =>
    [...replica.backLinks(forward, id)].filter((each) =>
      isFollowed(replica.get(each), replica, forward, reading),
    ),
  );
}

function isFollowed(
  source: DirectoryObject | undefined,
  replica: Replica,
  forward: string,
  reading: Reading,
): source is DirectoryObject {
  return source !== undefined && (forward !== 'member' || knowsMembers(source, replica, reading));
}
