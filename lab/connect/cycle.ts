import { failureFacts } from '../history/failure.ts';
import type { CycleResult } from './control.ts';
import { compare, type Delta } from './core/delta.ts';
import type { Person, Refusal, SyncedUser } from './core/person.ts';
import { inScope, project, sourceAnchorOf, type SyncScope } from './core/projection.ts';
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
  /** Tells the tenant of users who are gone, by source anchor. */
  deleteUsers(sourceAnchors: readonly string[], correlationId: string): Promise<void>;
  /** People whom the tenant is told of as one; then the import brings those alone who were changed since. */
  readonly crowd?: CrowdPorts | undefined;
  readonly record: RecordEvent;
  readonly now: () => number;
}

/** People by the million, who are exported as one. */
export interface CrowdPorts {
  readonly count: number;
  /** Source anchors of deleted user objects. */
  importDeleted(correlationId: string): Promise<string[]>;
  export(correlationId: string): Promise<void>;
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
      : await send(ports, state, people, delta, scope, correlationId);
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
  scope: SyncScope,
  correlationId: string,
): Promise<CycleResult> {
  const told = await tellOfCrowd(ports, state, correlationId);
  let exported = told;
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
  const gone = [...delta.removed, ...(await leavers(ports, state, people, scope, correlationId))];
  if (gone.length > 0) await ports.deleteUsers(gone, correlationId);
  for (const anchor of gone) forget(state, anchor);
  const refused = errors.length === 0 ? {} : { refused: errors.slice(0, ERRORS_SHOWN) };
  ports.record('sync.exported', correlationId, { count: exported, gone: gone.length, ...refused });
  return { imported: people.length, exported, staged: 0 };
}

/** Once; answers how many users the tenant has been told of. */
async function tellOfCrowd(
  { crowd, record }: CyclePorts,
  state: ConnectState,
  correlationId: string,
): Promise<number> {
  if (crowd === undefined || state.crowdTold) return 0;
  await crowd.export(correlationId);
  state.crowdTold = true;
  record('population.exported', correlationId, { count: crowd.count });
  return crowd.count;
}

/** People of the crowd who are out of scope now, or deleted, and of whom the tenant was not told one by one. */
async function leavers(
  { crowd }: CyclePorts,
  { exported, gone }: ConnectState,
  people: readonly Person[],
  scope: SyncScope,
  correlationId: string,
): Promise<string[]> {
  if (crowd === undefined) return [];
  const moved = people.filter((person) => !inScope(person.dn, scope)).map(sourceAnchorOf);
  const deleted = await crowd.importDeleted(correlationId);
  return [...new Set([...moved, ...deleted])].filter((anchor) => !exported.has(anchor) && !gone.has(anchor));
}

function forget({ exported, gone }: ConnectState, anchor: string): void {
  exported.delete(anchor);
  gone.add(anchor);
}
