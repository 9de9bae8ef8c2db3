import { z } from 'zod';
import { inlineControl, method, nothing, type Control } from '../../control/control.ts';
import type { HistoryEvent } from '../../history/event.ts';
import type { History } from '../../history/history.ts';

const event: z.ZodType<HistoryEvent> = z.custom<HistoryEvent>(
  (value) => typeof value === 'object' && value !== null && 'sequence' in value && 'kind' in value,
);
const events = z.object({ events: z.array(event) });

/** What can be asked of the lab's history; nothing but the lab's parts can add to it. */
export const historyContract = {
  /** Every event, oldest first. */
  all: method(nothing, events),
  /** Every event of one sign-in, registration or sync cycle. */
  of: method(z.object({ correlationId: z.string() }).strict(), events),
  /** Every event of a kind, such as `bind.refused`. */
  kind: method(z.object({ kind: z.string() }).strict(), events),
  status: method(nothing, z.object({ events: z.number() })),
};

export type HistoryControl = Control<typeof historyContract>;

/** `arrived` resolves when all that has happened anywhere in the lab is in the history. */
export function historyControl(history: History, arrived: () => Promise<void>): HistoryControl {
  const whole = async (): Promise<History> => {
    await arrived();
    return history;
  };
  return inlineControl('history', historyContract, {
    all: async () => ({ events: [...(await whole()).all()] }),
    of: async ({ correlationId }) => ({ events: [...(await whole()).of(correlationId)] }),
    kind: async ({ kind }) => ({ events: [...(await whole()).kind(kind)] }),
    status: async () => ({ events: (await whole()).length }),
  });
}
