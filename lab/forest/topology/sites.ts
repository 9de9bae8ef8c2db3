/** A way for changes between two sites; written at one of its ends. */
export interface SiteLink {
  readonly to: string;
  /** Lab milliseconds between two rounds of replication; the forest's usual interval when undefined. */
  readonly every?: number | undefined;
  readonly cost: number;
  /** Changes are told over it as within a site. */
  readonly changeNotification: boolean;
}

/** A site of the forest and what lies near what. */
export interface Site {
  readonly name: string;
  /** Address ranges whose hosts belong to it: `10.1.0.0/16`. */
  readonly subnets: readonly string[];
  /** Hosts of the lab that stand there. */
  readonly hosts?: readonly string[];
  readonly links?: readonly SiteLink[];
}

/** How long changes take, in lab milliseconds. */
export interface ReplicationTimes {
  readonly withinSite: number;
  /** The interval of links that name none. */
  readonly betweenSites: number;
}

export const DEFAULT_SITE = 'Default-First-Site-Name';
