import { attributesOf } from '../../forest/population/attributes.ts';
import { Uac } from '../../forest/domain/user-account-control.ts';
import { invent } from '../../forest/raise/invent.ts';
import type { Lodging } from './lodging.ts';
import { addAccount } from './users.ts';
import { unitOf } from './unit.ts';

/** What the domain names itself. */
const NAMES = ['cn', 'name', 'distinguishedName'];
/** The domain gives its own; these only keep the numbers of the people apart. */
const NO_SID = 'S-1-5-21-0-0-0';

/** Makes the people whom the simulated forest would invent from the same seed, with their passwords. */
export async function addInvented(lodging: Lodging): Promise<void> {
  const { administrator, facts, config, seed } = lodging;
  const container = unitOf(config.organizationalUnits[0] ?? '', facts.base);
  const named = { ...config, domain: administrator.outside.dns };
  const crowd = invent(named, { config: named }, { seed, sid: NO_SID, container });
  if (crowd === undefined) return;
  const known = await knownAttributes(lodging, Object.keys(attributesOf(crowd.population.at(0))));
  const control = Uac.normalAccount | (config.users.passwordNeverExpires ? Uac.dontExpirePassword : 0);
  for (const person of crowd.population) {
    if (crowd.absent.has(person.n)) continue;
    const { sam, upn, dn, n } = person;
    const described = Object.entries(attributesOf(person)).filter(([type]) => known.has(type));
    const password = config.password ?? crowd.population.passwordOf(n);
    await addAccount(
      lodging,
      { sam, upn, dn, password },
      { ...Object.fromEntries(described), userAccountControl: [String(control)] },
    );
  }
}

/** Those of the attributes that the domain's schema has: Exchange's, for one, come with Exchange. */
async function knownAttributes(
  { administrator, facts }: Lodging,
  types: readonly string[],
): Promise<ReadonlySet<string>> {
  const named = types.map((type) => `(lDAPDisplayName=${type})`).join('');
  const found = await administrator.search({
    base: facts.schema,
    scope: 'one',
    filter: `(&(objectClass=attributeSchema)(|${named}))`,
    attributes: ['lDAPDisplayName'],
  });
  const there = new Set(found.map((entry) => entry.text('lDAPDisplayName')?.toLowerCase()));
  return new Set(types.filter((type) => there.has(type.toLowerCase()) && !NAMES.includes(type)));
}
