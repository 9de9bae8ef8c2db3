import { readFileSync } from 'node:fs';
import { connectLdap, type LdapClient } from '../../lab/ldap/client.ts';
import type { ConsumedDomain } from '../consumer.ts';

/** The domain's own word, by the lab's client as its administrator. */
export async function asAdministrator<T>(
  domain: ConsumedDomain,
  use: (ldap: LdapClient) => Promise<T>,
): Promise<T> {
  const server = { name: 'localhost', ...domain.ldaps };
  using ldap = await connectLdap({ server, trust: readFileSync(domain.trustFile, 'utf8') });
  const { dn, password } = domain.person('Administrator');
  const { code } = await ldap.bind(dn, password);
  if (code !== 0) throw new Error(`the administrator's bind was answered with ${code}`);
  return await use(ldap);
}

/** Values of somebody's attribute as text; undefined when nobody has that name. */
export function read(
  domain: ConsumedDomain,
  sam: string,
  attribute: string,
): Promise<readonly string[] | undefined> {
  return asAdministrator(domain, async (ldap) => {
    const filter = `(sAMAccountName=${sam})`;
    const [entry] = await ldap.search({ base: domain.base, scope: 'sub', filter, attributes: [attribute] });
    return entry?.texts(attribute);
  });
}
