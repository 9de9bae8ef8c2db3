import type { DomainAdministrator } from '../directory/administrator.ts';
import type { DomainFacts } from '../directory/domain-facts.ts';
import { MARK, type Claim } from './mark.ts';

/**
 * Takes away everything that bears the lab's mark, and puts back what its claim says was there before. The marker goes
 * last: until then whoever comes can go on with it. Every part is tried; throws the first failure.
 */
export async function sweep(
  administrator: DomainAdministrator,
  { base, configuration }: DomainFacts,
  { policies, suffixes }: Pick<Claim, 'policies' | 'suffixes'>,
): Promise<void> {
  const steps = [
    async () => {
      if (Object.keys(policies).length > 0) await administrator.replace(base, policies);
    },
    () => withdraw(administrator, `CN=Partitions,${configuration}`, suffixes),
    () => removeMarked(administrator, base),
  ];
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  await administrator.remove(`OU=${MARK},${base}`);
}

async function withdraw(
  administrator: DomainAdministrator,
  partitions: string,
  suffixes: readonly string[],
): Promise<void> {
  if (suffixes.length === 0) return;
  const there = (await administrator.entry(partitions, ['uPNSuffixes']))?.texts('uPNSuffixes') ?? [];
  const values = there.filter((suffix) => suffixes.includes(suffix));
  if (values.length > 0)
    await administrator.modify(partitions, [{ kind: 'delete', type: 'uPNSuffixes', values }]);
}

/** What stands below comes first; the marker is left. */
async function removeMarked(administrator: DomainAdministrator, base: string): Promise<void> {
  const filter = `(&(adminDescription=${MARK})(!(ou=${MARK})))`;
  const found = await administrator.search({ base, scope: 'sub', filter, attributes: ['adminDescription'] });
  const depth = (dn: string): number => dn.split(/(?<!\\),/).length;
  const deepestFirst = found.map(({ dn }) => dn).toSorted((one, other) => depth(other) - depth(one));
  for (const dn of deepestFirst) await administrator.remove(dn);
}
