import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { propertiesOf } from '../../programs/properties.ts';
import type { ConsumedDomain } from '../consumer.ts';

/** Who of `domain.yaml` stands for what. */
const PEOPLE = {
  administrator: 'Administrator',
  service: 'svc-connect',
  staff: 'ada',
  nested: 'grace',
  outsider: 'bob',
  odd: 'jmueller',
  disabled: 'disabled',
  accountExpired: 'expired',
  passwordExpired: 'passexpired',
  mustChange: 'mustchange',
  logonHours: 'hours',
  workstation: 'workstation',
  lockable: 'lockme',
} as const;

/** What a program is told of the domain, by keys such as `person.staff.upn`, `ldaps.port` and `group.outer`. */
export function factsOf(domain: ConsumedDomain): Map<string, string> {
  const { dns, netbios, base, trustFile, folder } = domain;
  const facts = new Map(Object.entries({ dns, netbios, base, trustFile, folder, host: domain.ldaps.host }));
  for (const service of ['ldap', 'ldaps', 'gc', 'gcs'] as const) {
    facts.set(`${service}.port`, String(domain[service].port)).set(`${service}.url`, domain[service].url);
  }
  facts.set('unit', `OU=Staff,${base}`).set('child.base', `DC=emea,${base}`);
  facts
    .set('group.direct', `CN=Engineers,OU=Staff,${base}`)
    .set('group.outer', `CN=VPN users,OU=Staff,${base}`);
  for (const [role, name] of Object.entries(PEOPLE)) {
    const { sam, upn, dn, password } = domain.person(name);
    for (const [key, value] of Object.entries({ sam, upn, dn, password })) {
      facts.set(`person.${role}.${key}`, value);
    }
  }
  return facts;
}

/** The facts as a file of Java's properties, in the consumer's folder. Gives its path. */
export function describe(domain: ConsumedDomain): string {
  const path = join(domain.folder, 'domain.properties');
  writeFileSync(path, propertiesOf(factsOf(domain)), { mode: 0o600 });
  return path;
}
