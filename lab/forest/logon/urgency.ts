import type { Change } from '../store/change.ts';

/** How a change goes to the other domain controllers, beside their ordinary time. */
export interface Urgency {
  /** Told at once within the site: locks and unlocks (Microsoft Learn, "Urgent replication"). */
  readonly urgent: boolean;
  /** Told to the PDC emulator at once: passwords, unlocks, "must change" ([MS-SAMS] 3.2.4.2). */
  readonly toPdc: boolean;
}

export function urgencyOf({ values }: Change): Urgency {
  const unlocks = values.get('lockouttime')?.[0] === '0';
  const mustChange = values.get('pwdlastset')?.[0] === '0';
  return {
    urgent: values.has('lockouttime'),
    toPdc: unlocks || mustChange || values.has('unicodepwd'),
  };
}
