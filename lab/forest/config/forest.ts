import { z } from 'zod';
import { domainControllers } from './domain-controllers.ts';
import { domainShape, furtherDomain, furtherNames, withNames } from './domain.ts';
import { dnsName, netbiosName } from './names.ts';
import { settingsShape } from './settings.ts';
import { replication, sites } from './sites.ts';
import { trust } from './trusts.ts';

const DEFAULT_SITES = [{ name: 'Default-First-Site-Name' }];

/** What a forest has besides its first domain. */
const forestShape = {
  sites: sites.prefault(DEFAULT_SITES),
  replication: replication.prefault({}),
  ...settingsShape,
  /** Beside the first one. */
  domains: z.array(furtherDomain).max(50).default([]),
  trusts: z.array(trust).max(50).default([]),
};

/** Another forest. */
const furtherForest = z
  .strictObject({
    ...furtherNames,
    upnSuffixes: z.array(dnsName).max(100).default([]),
    ...domainShape(0),
    ...forestShape,
  })
  .transform(withNames);

/** The forest that the lab's agents stand in, and the other forests there are. */
export const forestConfig = z.strictObject({
  /** DNS name of the first domain. */
  domain: dnsName.default('corp.contoso.com'),
  netbios: netbiosName.default('CORP'),
  upnSuffixes: z.array(dnsName).min(1).max(100).default(['contoso.com', 'fabrikam.com']),
  domainControllers: domainControllers.prefault(['DC1', 'DC2']),
  ...domainShape(20),
  ...forestShape,
  /** Other forests; only trusts bind them to this one. */
  forests: z.array(furtherForest).max(20).default([]),
});

export type ForestConfig = z.output<typeof forestConfig>;
export type ForestConfigInput = z.input<typeof forestConfig>;
/** A forest by itself. */
export type SingleForestConfig = Omit<ForestConfig, 'forests'>;
