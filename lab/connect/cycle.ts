import { failureFacts } from '../history/failure.ts';
import type { CycleResult } from './control.ts';
import { compare, type Delta } from './core/delta.ts';
import type { Person, Refusal, SyncedUser } from './core/person.ts';
import { project, type SyncScope } from './core/projection.ts';
import type { RecordEvent } from './record.ts';
import type { ConnectState } from './state.ts';

/** Hears of a batch that was sent, and of those in it that the tenant does not take. */
export type ExportListener = (batch: readonly SyncedUser[], refused: readonly Refusal[]) => void;

/** Export errors that an event names. */
const ERRORS_SHOWN = 20;

/** What a cycle needs of the world. */
export interface CyclePorts {
  /** Every user object of the forest. */
  importPeople(correlationId: string): Promise<Person[]>;
  /** Tells the tenant; `answered` hears what came of each batch. */
  exportUsers(users: readonly SyncedUser[], correlationId: string, answered: ExportListener): Promise<void>;
  readonly record: RecordEvent;
  readonly now: () => number;
}

/** One sync cycle: import, project, compare, then export (a primary server) or stage (a staging server). */
export async function runCycle(
  ports: CyclePorts,
  state: ConnectState,
  scope: SyncScope,
  correlationId: string,
): Promise<CycleResult> {
  ports.record('sync.started', correlationId, { role: state.role });
  state.lastCycleAt = ports.now();
  try {
    const people = await ports.importPeople(correlationId);
    const users = project(people, scope);
    ports.record('sync.imported', correlationId, { count: people.length, inScope: users.length });
    const delta = compare(state.exported, users);
    return state.role === 'staging'
      ? stage(ports, people, delta, correlationId)
      : await send(ports, state, people, delta, correlationId);
  } catch (error) {
    const { data, volatile } = failureFacts(error);
    ports.record('sync.failed', correlationId, data, volatile);
    throw error;
  }
}

function stage(
  ports: CyclePorts,
  people: readonly Person[],
  delta: Delta,
  correlationId: string,
): CycleResult {
  ports.record('sync.staged', correlationId, { count: delta.changed.length, gone: delta.removed.length });
  return { imported: people.length, exported: 0, staged: delta.changed.length };
}

async function send(
  ports: CyclePorts,
  state: ConnectState,
  people: readonly Person[],
  delta: Delta,
  correlationId: string,
): Promise<CycleResult> {
  let exported = 0;
  const errors: string[] = [];
  const answered: ExportListener = (batch, refused) => {
    const refusals = new Map(refused.map(({ sourceAnchor, reason }) => [sourceAnchor, reason]));
    for (const user of batch) {
      const reason = refusals.get(user.sourceAnchor);
      if (reason === undefined) state.exported.set(user.sourceAnchor, user);
      else errors.push(`${user.userPrincipalName}: ${reason}`);
    }
    exported += batch.length - refusals.size;
  };
  if (delta.changed.length > 0) await ports.exportUsers(delta.changed, correlationId, answered);
  const refused = errors.length === 0 ? {} : { refused: errors.slice(0, ERRORS_SHOWN) };
  ports.record('sync.exported', correlationId, { count: exported, gone: delta.removed.length, ...refused });
  return { imported: people.length, exported, staged: 0 };
}
