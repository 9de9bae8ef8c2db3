import type { AttributeSchema } from '../schema/attribute-schema.ts';
import { isBackLink, isForwardLink, SCHEMA } from '../schema/schema.ts';
import type { ObjectId } from '../store/object.ts';
import type { Replica } from '../store/replica.ts';
import { membershipReplicas, type Reading, type Sourced } from './source.ts';

/** LDAP_MATCHING_RULE_TRANSITIVE_EVAL: whether links lead from an object to another, over any number of steps. */
export function chainTest(
  attribute: AttributeSchema,
  value: Buffer,
  reading: Reading,
): (source: Sourced) => boolean {
  const target = reading.forest.byDn(value.toString(), reading.domain, reading.dc);
  const forward = isBackLink(attribute) ? SCHEMA.linkPartner(attribute) : attribute;
  if (forward === undefined || !isForwardLink(forward)) return () => false;
  if (target === undefined) return () => false;
  const replicas = membershipReplicas(reading);
  // Who is asked for is fixed: all that the chain leads to from there, the other way round, is found once.
  const reached = isBackLink(attribute)
    ? closure(target.object.id, (id) => forwardOf(replicas, forward.key, id))
    : closure(target.object.id, (id) => backwardOf(replicas, forward.key, id));
  return ({ object }) => reached.has(object.id);
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

function forwardOf(replicas: readonly Replica[], forward: string, id: ObjectId): ObjectId[] {
  return replicas.flatMap((replica) => replica.get(id)?.values(forward).map(String) ?? []);
}

function backwardOf(replicas: readonly Replica[], forward: string, id: ObjectId): ObjectId[] {
  return replicas.flatMap((replica) => [...replica.backLinks(forward, id)]);
}
