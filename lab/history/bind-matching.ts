import type { HistoryEntry, HistoryEvent, Match } from './event.ts';
import type { History, HistorySink } from './history.ts';

/** A pass-through request that somebody has, or will have, in hand. */
interface OpenRequest {
  readonly correlationId: string | undefined;
  readonly upn: string;
  /** Whose agent took it. */
  host: string | undefined;
}

/** A domain controller outside of the lab has answered a calling host. */
export const CARRIED = 'request.carried';

const ENDS = new Set(['passthrough.answered', 'passthrough.misanswered', 'passthrough.timedOut']);

/**
 * The history as domain controllers write it. An agent that does not send the contract's optional control with its
 * binds leaves no request id there; such a bind is matched by (calling host, user, while the request is in hand) and
 * marked `inferred`, or `ambiguous` where several requests fit, the oldest of which it is then put under. Of what is
 * only carried to a domain controller outside of the lab nobody sees the user: the calling host alone matches.
 */
export function matchBinds(history: History): HistorySink {
  const open = new Map<string, OpenRequest>();
  history.onAppend((event) => follow(open, event));
  return {
    append: (entry, at) => history.append(matched(open, entry), at),
    alias: (id, correlationId) => history.alias(id, correlationId),
  };
}

function follow(open: Map<string, OpenRequest>, { kind, correlationId, data }: HistoryEvent): void {
  if (kind === 'passthrough.failed') forget(open, correlationId);
  const requestId = data?.['requestId'];
  if (typeof requestId !== 'string') return;
  if (kind === 'passthrough.queued') {
    open.set(requestId, { correlationId, upn: String(data?.['upn']), host: undefined });
  }
  const request = open.get(requestId);
  if (kind === 'passthrough.dispatched' && request !== undefined)
    request.host = String(data?.['machineName']);
  if (ENDS.has(kind)) open.delete(requestId);
}

/** A defect on the way ends the sign-in's request without naming it. */
function forget(open: Map<string, OpenRequest>, correlationId: string | undefined): void {
  for (const [id, request] of open) if (request.correlationId === correlationId) open.delete(id);
}

function matched(open: Map<string, OpenRequest>, entry: HistoryEntry): HistoryEntry {
  const isCarried = entry.kind === CARRIED;
  if (entry.correlationId !== undefined || !(isCarried || entry.kind.startsWith('bind.'))) return entry;
  const { from, name } = entry.data ?? {};
  const fitting = [...open.values()].filter(
    ({ host, upn }) => host === from && (isCarried || isSameUser(String(name), upn)),
  );
  const [oldest] = fitting;
  if (oldest === undefined) return entry;
  const match: Match = fitting.length === 1 ? 'inferred' : 'ambiguous';
  return { ...entry, correlationId: oldest.correlationId, match };
}

/** `ada@contoso.com`, `CORP\ada` and a name's other spellings in case. */
function isSameUser(bindName: string, upn: string): boolean {
  const [name, wanted] = [bindName.toLowerCase(), upn.toLowerCase()];
  return name === wanted || name.split('\\').at(1) === wanted.split('@').at(0);
}
