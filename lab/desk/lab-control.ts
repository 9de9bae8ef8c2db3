import { z } from 'zod';
import { method, nothing, type Control } from '../control/control.ts';
import { directory } from './directory.ts';
import { environment } from './environment.ts';
import { overview } from './overview.ts';

export const CLIENTS = ['oauth', 'browser', 'phone'] as const;
export type ClientKind = (typeof CLIENTS)[number];

const clock = z.object({ now: z.string(), mode: z.enum(['frozen', 'flowing']) });

/** The control interface of a whole lab, beside those of its components: what a person asks of it. */
export const labContract = {
  status: method(
    nothing,
    overview.extend({
      seed: z.string(),
      clock,
      /** Each component's own status, as its control interface gives it; durations are milliseconds. */
      components: z.record(z.string(), z.json()),
      events: z.number().int(),
    }),
  ),
  signIn: method(
    z
      .object({
        upn: z.string().min(1).max(320),
        password: z.string().max(1_024).optional(),
        client: z.enum(CLIENTS),
      })
      .strict(),
    z.object({
      outcome: z.string(),
      correlationId: z.string(),
      errorCode: z.number().optional(),
      errorText: z.string().optional(),
      labMs: z.number(),
    }),
  ),
  /** With a user, that account's password too: it is a made-up person's. */
  directory: method(z.object({ user: z.string().min(1).max(320).optional() }).strict(), directory),
  /** How programs of this machine find the cloud by its real names. */
  environment: method(nothing, environment),
  /** The id may be cut short as long as one alone begins with it. */
  trace: method(
    z.object({ correlationId: z.string().min(1).max(200) }).strict(),
    z.object({ text: z.string(), known: z.array(z.string()) }),
  ),
  clockShow: method(nothing, clock),
  clockFreeze: method(nothing, clock),
  clockFlow: method(nothing, clock),
  clockAdvance: method(
    z.object({ ms: z.number().int().positive() }).strict(),
    clock.extend({ fired: z.number().int() }),
  ),
  /** Answers first, then the lab goes down; an estate that stands refuses. */
  stop: method(nothing, nothing),
};

export type LabControl = Control<typeof labContract>;
