import type { LabConfig } from '../lab-config.ts';
import type { Problem } from '../problem.ts';
import { meant } from '../schema-problems.ts';

/** A user's UPN ends in a suffix of the forest: its domain's own name, or one that was added. */
export function suffixRules({ forest }: LabConfig): Problem[] {
  if (forest === undefined) return [];
  const suffixes = [forest.domain, ...forest.upnSuffixes].map((suffix) => suffix.toLowerCase());
  return forest.users.named.flatMap(({ upn }, n) => {
    const suffix = upn.slice(upn.lastIndexOf('@') + 1).toLowerCase();
    if (suffixes.includes(suffix)) return [];
    return [
      {
        path: ['forest', 'users', 'named', n, 'upn'],
        found: `the UPN suffix ${suffix}`,
        expected: `one of the forest's: ${suffixes.join(', ')}`,
        remedy: meant(suffix, suffixes) ?? `Add ${suffix} to forest.upnSuffixes`,
      },
    ];
  });
}
