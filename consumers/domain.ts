import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { forestConfig, type ForestConfig } from '../lab/forest/index.ts';

/** What `domain.yaml` describes. */
export function domainConfig(): ForestConfig {
  return forestConfig.parse(parse(readFileSync(new URL('./domain.yaml', import.meta.url), 'utf8')));
}

/** `sAMAccountName`s of the first domain that a consumer may ask for; of a child domain as `EMEA\edna`. */
export function namesIn({ users, domains }: ForestConfig): string[] {
  const first = ['Administrator', 'svc-connect', ...users.named.map(({ sam }) => sam)];
  return [
    ...first,
    ...domains.flatMap((each) => each.users.named.map(({ sam }) => `${each.netbios}\\${sam}`)),
  ];
}
