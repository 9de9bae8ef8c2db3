import type { FromClock, ToClock } from '../clock/extension-messages.ts';
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

/** The lab has begun here, at this moment of the machine's monotonic scale (milliseconds). */
export interface Begun {
  readonly op: 'begun';
  readonly stamp: number;
  readonly pid: number;
  readonly addresses: readonly string[];
}

export interface Events {
  readonly op: 'events';
  readonly events: readonly (Happening | Alias)[];
}

/** What every host of a lab is given first. */
export interface Begin {
  readonly op: 'begin';
  readonly seed: string;
  /** The lab CA. */
  readonly authority: Credential;
}

/** What a component host tells its conductor, besides what every process on the lab clock does. JSON text messages. */
export type ToConductor = ToClock | Begun | Events | Call | Reply;

/** What a conductor tells a component host; `begin` is the first. */
export type ToHost = FromClock | Begin | Call | Reply;

/** Bytes of one message; a forest's description with its users is the largest. */
export const MESSAGE_LIMIT = 64 * 1024 * 1024;
