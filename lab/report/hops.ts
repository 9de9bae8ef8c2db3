import type { HistoryEvent } from '../history/event.ts';

/** How far from the user a component stands: the reading order of a sign-in, and its indentation. */
const DEPTHS: readonly (readonly [RegExp, number])[] = [
  [/^(client|device|browser|phone)/i, 0],
  [/^CONNECT/i, 0],
  [/^(exchange|EXO)/i, 1],
  [/^(cloud|ADFS|federation)/i, 1],
  [/^(queue|EGRESS)/i, 2],
  [/^AGENT/i, 3],
  [/^(DC\d|forest)/i, 4],
];

/** Verbs that say a hop went wrong, in the kinds `<noun>.<past verb>`. */
const TROUBLE =
  /\.(refused|timedOut|noAgent|failed|lost|late|locked|killed|cut|held|blocked|stopped|shutDown|crashed)$/;

/** 0 for the user's device, growing towards the domain controller. Unknown components stand beside the device. */
export function hopDepth(component: string): number {
  return DEPTHS.find(([pattern]) => pattern.test(component))?.[1] ?? 0;
}

/** Whether an event tells of trouble, by its verb or its outcome, so that a reader's eye finds the hop at fault. */
export function isTrouble({ kind, data }: Pick<HistoryEvent, 'kind' | 'data'>): boolean {
  if (TROUBLE.test(kind)) return true;
  const { outcome, errorCode, status, failure } = data ?? {};
  const failed = outcome === 'refused' || outcome === 'unavailable' || failure !== undefined;
  return (
    failed ||
    (typeof errorCode === 'number' && errorCode !== 0) ||
    (typeof status === 'number' && status >= 400)
  );
}
