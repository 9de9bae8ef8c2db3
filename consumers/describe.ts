import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConsumedDomain } from './consumer.ts';
import { domainConfig, namesIn } from './domain.ts';

/** Writes the domain as JSON for a program in another language, and answers the file: it is gone with the domain. */
export function describeDomain(domain: ConsumedDomain): string {
  const file = join(domain.folder, 'domain.json');
  const people = Object.fromEntries(namesIn(domainConfig()).map((name) => [name, domain.person(name)]));
  writeFileSync(file, JSON.stringify({ ...domain, people }), { mode: 0o600 });
  return file;
}
