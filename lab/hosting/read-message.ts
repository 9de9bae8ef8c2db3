import { fromClockIn, toClockIn } from '../clock/extension-messages.ts';
import { controlFault } from '../control/errors.ts';
import {
  MESSAGE_LIMIT,
  type Alias,
  type Begin,
  type Begun,
  type Call,
  type Events,
  type Happening,
  type Reply,
  type ToConductor,
  type ToHost,
} from './messages.ts';

/** Events of one message; a host sends far fewer at a time. */
const EVENT_LIMIT = 10_000;

/** What a conductor says, or undefined when it is none of its messages. */
export function readToHost(text: string): ToHost | undefined {
  const value = parse(text);
  if (value === undefined) return undefined;
  if (isCall(value) || isReply(value) || isBegin(value)) return value;
  return fromClockIn(value);
}

/** What a component host says, or undefined when it is none of its messages. It has shown the token, and no more. */
export function readToConductor(text: string): ToConductor | undefined {
  const value = parse(text);
  if (value === undefined) return undefined;
  if (isEvents(value) || isCall(value) || isReply(value) || isBegun(value)) return value;
  return toClockIn(value);
}

function parse(text: string): object | undefined {
  if (text.length > MESSAGE_LIMIT) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

type Looked<T> = Partial<Record<keyof T, unknown>>;

function isCall(value: Looked<Call>): value is Call {
  const { op, call, method, input } = value;
  return op === 'call' && typeof call === 'number' && typeof method === 'string' && typeof input === 'string';
}

function isReply(value: Looked<Reply>): value is Reply {
  const { op, call, reply } = value;
  if (op !== 'reply' || typeof call !== 'number' || typeof reply !== 'object' || reply === null) return false;
  if ('ok' in reply) return typeof reply.ok === 'string';
  return 'error' in reply && controlFault.safeParse(reply.error).success;
}

function isBegin(value: Looked<Begin>): value is Begin {
  const { op, seed, authority } = value;
  if (op !== 'begin' || typeof seed !== 'string') return false;
  if (typeof authority !== 'object' || authority === null || !('key' in authority && 'cert' in authority))
    return false;
  return typeof authority.key === 'string' && typeof authority.cert === 'string';
}

function isBegun(value: Looked<Begun>): value is Begun {
  const { op, stamp, pid, addresses } = value;
  return (
    op === 'begun' &&
    typeof stamp === 'number' &&
    typeof pid === 'number' &&
    Array.isArray(addresses) &&
    addresses.every((one) => typeof one === 'string')
  );
}

function isEvents(value: Looked<Events>): value is Events {
  const { op, events } = value;
  return op === 'events' && Array.isArray(events) && events.length <= EVENT_LIMIT && events.every(isEvent);
}

function isEvent(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { stamp, at, entry, id, correlationId }: Looked<Happening & Alias> = value;
  if (typeof stamp !== 'number') return false;
  if (entry === undefined) return typeof id === 'string' && typeof correlationId === 'string';
  return typeof at === 'number' && isEntry(entry);
}

/** Its facts are JSON, as they have come as JSON. */
function isEntry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { component, kind, correlationId }: Looked<Happening['entry']> = value;
  return (
    typeof component === 'string' &&
    typeof kind === 'string' &&
    (correlationId === undefined || typeof correlationId === 'string')
  );
}
