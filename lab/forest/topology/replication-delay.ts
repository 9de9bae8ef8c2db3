import { urgencyOf } from '../logon/urgency.ts';
import type { ReplicationDelay } from '../store/replication.ts';
import type { SiteMap } from './site-map.ts';
import type { ReplicationTimes } from './sites.ts';

export interface ReplicationPlan {
  readonly map: SiteMap;
  readonly times: ReplicationTimes;
  /** Site of a domain controller. */
  readonly siteOf: (dc: string) => string;
  readonly pdcEmulator: string;
}

/**
 * How soon a change is known elsewhere: within a site after a short wait, urgent ones at once; between sites with the
 * rounds of the links on the way, unless those notify; passwords and unlocks at the PDC emulator at once, wherever it stands
 * (Microsoft Learn, "Active Directory Replication Concepts": urgent and immediate replication).
 */
export function createReplicationDelay({
  map,
  times,
  siteOf,
  pdcEmulator,
}: ReplicationPlan): ReplicationDelay {
  return (from, to, change) => {
    const { urgent, toPdc } = urgencyOf(change);
    if (toPdc && to === pdcEmulator) return 0;
    const way = map.way(siteOf(from), siteOf(to));
    if (way === undefined) return times.betweenSites;
    if (way.notified) return urgent ? 0 : times.withinSite;
    return way.delay;
  };
}
