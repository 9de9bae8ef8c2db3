/** A site of the forest and what lies near what. */
export interface Site {
  readonly name: string;
  /** Address ranges whose hosts belong to it: `10.1.0.0/16`. */
  readonly subnets: readonly string[];
}

export const DEFAULT_SITE = 'Default-First-Site-Name';
