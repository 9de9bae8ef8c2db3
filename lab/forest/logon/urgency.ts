import type { Change } from '../store/change.ts';

/** How a change goes to the other domain controllers. */
export type Urgency =
  /** A lock: told at once within the site (Microsoft Learn, "Urgent replication"). */
  | 'urgent'
  /** A new password: told to the PDC emulator at once, to the others in their time. */
  | 'toPdc'
  | 'ordinary';

export function urgencyOf({ values }: Change): Urgency {
  if (values.has('lockouttime')) return 'urgent';
  return values.has('unicodepwd') ? 'toPdc' : 'ordinary';
}
