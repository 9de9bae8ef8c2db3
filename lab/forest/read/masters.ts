import { settingsDn } from '../topology/configuration.ts';
import type { Values } from '../store/object.ts';
import type { Reading, Sourced } from './source.ts';

/**
 * Settings of the domain controllers that hold a naming context, on its root. The links that point back here stand in
 * the configuration, so they are looked up there rather than where the root is.
 */
export function mastersOf({ object, domain }: Sourced, { forest }: Reading): Values {
  if (object.parent !== '') return [];
  const domains = domain === undefined ? forest.domains : [domain];
  return domains.flatMap(({ controllers }) =>
    controllers.map((dc) => settingsDn(dc, forest.configurationDn)),
  );
}
