import { z } from 'zod';
import { duration } from '../../config/duration.ts';
import { hostName, plainName } from './names.ts';

const link = z.strictObject({
  to: plainName,
  /** How often changes go over it; `replication.betweenSites` unless written. */
  every: duration().optional(),
  cost: z.int().min(1).max(99_999).default(100),
  /** Changes are told over it as within a site, urgent ones at once. */
  changeNotification: z.boolean().default(false),
});

export const site = z.strictObject({
  name: plainName,
  /** Address ranges such as `10.1.0.0/16`. */
  subnets: z.array(z.string()).max(1_000).default([]),
  /** The lab's hosts that stand here; hosts of no site stand in the first. */
  hosts: z.array(hostName).max(1_000).default([]),
  /** Site links, each written at one of its two ends. */
  links: z.array(link).max(100).default([]),
});

export type SiteConfig = z.output<typeof site>;

export const sites = z.array(site).min(1).max(100);

export const replication = z.strictObject({
  /** How soon another domain controller of the site has a change. */
  withinSite: duration('15s'),
  /** The interval of site links that name none. */
  betweenSites: duration('15m'),
});
