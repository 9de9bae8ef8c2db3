import type { ToClock, FromClock } from '../clock/extension-messages.ts';
import type { ControlReply } from '../control/control.ts';
import type { HistoryEntry } from '../history/event.ts';
import type { Credential } from '../pki/authority.ts';

/** Something that happened on a host: where on the machine's own monotonic scale (milliseconds), and in lab time. */
export interface Happening {
  readonly stamp: number;
  readonly at: number;
  readonly entry: HistoryEntry;
}

/** Two ids that are one from here on. */
export interface Alias {
  readonly stamp: number;
  readonly id: string;
  readonly correlationId: string;
}

/** One control call, its input as JSON text; the other side answers under the same number. */
export interface Call {
  readonly op: 'call';
  readonly call: number;
  readonly method: string;
  readonly input: string;
}

export interface Reply {
  readonly op: 'reply';
  readonly call: number;
  readonly reply: ControlReply;
}

/** What a component host tells its conductor, besides what every process on the lab clock does. JSON text messages. */
export type ToConductor =
  | ToClock
  /** The lab has begun here, at this moment of the machine's monotonic scale (milliseconds). */
  | {
      readonly op: 'begun';
      readonly stamp: number;
      readonly pid: number;
      readonly addresses: readonly string[];
    }
  | { readonly op: 'events'; readonly events: readonly (Happening | Alias)[] }
  | Call
  | Reply;

/** What a conductor tells a component host; `begin` is the first. */
export type ToHost =
  FromClock | { readonly op: 'begin'; readonly seed: string; readonly authority: Credential } | Call | Reply;

/** Bytes of one message; a forest's description with its users is the largest. */
export const MESSAGE_LIMIT = 64 * 1024 * 1024;

/** The message, or undefined when it is none. Both ends are of one build and have shown their token. */
export function readToHost(text: string): ToHost | undefined {
  const value: unknown = JSON.parse(text);
  return isToHost(value) ? value : undefined;
}

/** The message, or undefined when it is none. */
export function readToConductor(text: string): ToConductor | undefined {
  const value: unknown = JSON.parse(text);
  return isToConductor(value) ? value : undefined;
}

const TO_HOST = new Set(['time', 'fire', 'probe', 'begin', 'call', 'reply']);
const TO_CONDUCTOR = new Set(['hello', 'set', 'cancel', 'rest', 'begun', 'events', 'call', 'reply']);

function isToHost(value: unknown): value is ToHost {
  return TO_HOST.has(opOf(value));
}

function isToConductor(value: unknown): value is ToConductor {
  return TO_CONDUCTOR.has(opOf(value));
}

function opOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'op' in value ? String(value.op) : '';
}
