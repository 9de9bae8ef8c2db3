import { SERVICE_ACCOUNT } from '../../forest/config/principals.ts';
import { accountPolicyOf } from '../../forest/config/policy-of.ts';
import { namedUser } from '../../forest/config/people.ts';
import { policyAttributes } from '../../forest/domain/policy.ts';
import { addFineGrainedPolicies } from './fine-grained-policies.ts';
import { addGroups, join } from './groups.ts';
import { addInvented } from './invented.ts';
import type { Lodging } from './lodging.ts';
import { MARK } from './mark.ts';
import { unitOf } from './unit.ts';
import { addUser } from './users.ts';

/** Makes in the domain what the description wants of it, in the order in which one thing needs another. */
export async function furnish(lodging: Lodging, suffixes: readonly string[]): Promise<void> {
  await addSuffixes(lodging, suffixes);
  await setPolicy(lodging);
  await addUnits(lodging);
  await addPeople(lodging);
  await addGroups(lodging);
  await join(lodging);
  await addFineGrainedPolicies(lodging);
}

async function addSuffixes({ administrator, facts }: Lodging, values: readonly string[]): Promise<void> {
  if (values.length === 0) return;
  const partitions = `CN=Partitions,${facts.configuration}`;
  await administrator.modify(partitions, [{ kind: 'add', type: 'uPNSuffixes', values }]);
}

async function setPolicy({ administrator, facts, config }: Lodging): Promise<void> {
  await administrator.replace(facts.base, Object.fromEntries(policyAttributes(accountPolicyOf(config))));
}

async function addUnits({ administrator, facts, config }: Lodging): Promise<void> {
  for (const unit of config.organizationalUnits) {
    const values = { objectClass: ['organizationalUnit'], adminDescription: [MARK] };
    await administrator.add(unitOf(unit, facts.base), values);
  }
}

async function addPeople(lodging: Lodging): Promise<void> {
  const { administrator, facts, config } = lodging;
  const service = namedUser.parse({
    sam: SERVICE_ACCOUNT,
    upn: `${SERVICE_ACCOUNT}@${administrator.outside.dns}`,
  });
  await addUser(lodging, service, `CN=Users,${facts.base}`);
  for (const user of config.users.named) {
    const unit = user.ou ?? config.organizationalUnits[0] ?? '';
    await addUser(lodging, user, unitOf(unit, facts.base));
  }
  await addInvented(lodging);
}
