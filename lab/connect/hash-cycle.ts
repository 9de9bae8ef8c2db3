import { createHash } from 'node:crypto';
import { failureFacts } from '../history/failure.ts';
import type { PersonsHash, SyncedHash } from './core/person.ts';
import { inScope, sourceAnchorOf, type SyncScope } from './core/projection.ts';
import type { RecordEvent } from './record.ts';
import type { ConnectState } from './state.ts';

/** What a cycle of password hash synchronization needs of the world. */
export interface HashPorts {
  /** Hashes of users, as a domain controller replicates them. */
  importHashes(correlationId: string): Promise<PersonsHash[]>;
  /** Answers how many the tenant has taken. */
  exportHashes(hashes: readonly SyncedHash[], correlationId: string): Promise<number>;
  /** Tells the tenant that the people exported as one have their hashes; undefined where nobody is exported so. */
  readonly exportCrowdsHashes?: ((correlationId: string) => Promise<void>) | undefined;
  readonly record: RecordEvent;
}

/**
 * One cycle of password hash synchronization: every two minutes, and apart from the objects' (documented: password hash
 * synchronization). Of an account it sends the password alone: that one has expired or is locked it does not know. Only
 * what has changed is sent, and a cycle with nothing to send is no event. A staging server sends nothing.
 */
export async function runHashCycle(
  ports: HashPorts,
  state: ConnectState,
  scope: SyncScope,
  correlationId: string,
): Promise<number> {
  if (state.role === 'staging') return 0;
  try {
    await tellOfCrowd(ports, state, correlationId);
    const people = (await ports.importHashes(correlationId)).filter(({ dn }) => inScope(dn, scope));
    const changed = people
      .map(synced)
      .filter(
        (one) => state.exported.has(one.sourceAnchor) && state.hashes.get(one.sourceAnchor) !== digestOf(one),
      );
    if (changed.length === 0) return 0;
    const accepted = await ports.exportHashes(changed, correlationId);
    for (const one of changed) state.hashes.set(one.sourceAnchor, digestOf(one));
    ports.record('hashes.exported', correlationId, { count: changed.length, accepted });
    return changed.length;
  } catch (error) {
    const { data, volatile } = failureFacts(error);
    ports.record('hashes.failed', correlationId, data, volatile);
    throw error;
  }
}

async function tellOfCrowd(ports: HashPorts, state: ConnectState, correlationId: string): Promise<void> {
  if (ports.exportCrowdsHashes === undefined || state.crowdHashesTold || !state.crowdTold) return;
  await ports.exportCrowdsHashes(correlationId);
  state.crowdHashesTold = true;
}

function synced(person: PersonsHash): SyncedHash {
  const { hash, pwdLastSet } = person;
  return { sourceAnchor: sourceAnchorOf(person), hash, changedAt: pwdLastSet, temporary: pwdLastSet === 0 };
}

/** What is remembered instead of the hash. */
function digestOf({ hash, temporary }: SyncedHash): string {
  return createHash('sha256')
    .update(`${hash} ${String(temporary)}`)
    .digest('base64');
}
